import type { Logger } from '../../lib/logger.js';
import type { SessionLogStore } from './session-log.store.js';
import type { ChatSessionState } from './state.js';

/**
 * Writes the projection behind the log: for one session at most one write under way, and only the newest state
 * waits. A projection that lags or is lost costs nothing but a fold: readers add the later events themselves.
 */
export class Projector {
  readonly #store: Pick<SessionLogStore, 'projectState'>;
  readonly #logger: Logger;
  readonly #running = new Map<string, Promise<void>>();
  readonly #next = new Map<string, ChatSessionState>();

  constructor(store: Pick<SessionLogStore, 'projectState'>, logger: Logger) {
    this.#store = store;
    this.#logger = logger;
  }

  project(state: ChatSessionState): void {
    this.#next.set(state._id, state);
    if (!this.#running.has(state._id)) this.#running.set(state._id, this.#drain(state._id));
  }

  get isIdle(): boolean {
    return this.#running.size === 0;
  }

  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running.values());
  }

  async #drain(sessionId: string): Promise<void> {
    for (let state = this.#take(sessionId); state; state = this.#take(sessionId)) {
      try {
        await this.#store.projectState(state);
      } catch (error) {
        this.#logger.warn({ event: 'projection.failed', sessionId, error });
      }
    }
    this.#running.delete(sessionId);
  }

  #take(sessionId: string): ChatSessionState | undefined {
    const state = this.#next.get(sessionId);
    this.#next.delete(sessionId);
    return state;
  }
}
