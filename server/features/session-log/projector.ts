import type { Logger } from '../../lib/logger.js';
import type { SessionLogStore } from './session-log.store.js';
import type { ChatSessionState } from './state.js';

/** Most projections one write carries. */
const maxBatch = 100;
/** Words change nothing that is asked of the stored projection: they are written together this long after the first. */
const restMs = 1_000;

interface Waiting {
  state: ChatSessionState;
  /** Nobody waits for it: it may rest. */
  isTalk: boolean;
}

/**
 * Writes projections behind the log, many together, and of one session only the newest. A projection that lags or is
 * lost costs nothing but a fold: readers add the later events themselves.
 */
export class Projector {
  readonly #store: Pick<SessionLogStore, 'projectStates'>;
  readonly #logger: Logger;
  readonly #waiting = new Map<string, Waiting>();
  #writing: Promise<void> | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(store: Pick<SessionLogStore, 'projectStates'>, logger: Logger) {
    this.#store = store;
    this.#logger = logger;
  }

  /** `isTalk`: only words have been added. */
  project(state: ChatSessionState, isTalk: boolean): void {
    const isResting = isTalk && (this.#waiting.get(state._id)?.isTalk ?? true);
    this.#waiting.set(state._id, { state, isTalk: isResting });
    if (!isResting) this.#write();
    else this.#timer ??= setTimeout(() => this.#writeRested(), restMs).unref();
  }

  get isIdle(): boolean {
    return this.#waiting.size === 0 && this.#writing === null;
  }

  /** Writes everything now. */
  async idle(): Promise<void> {
    while (!this.isIdle) {
      this.#writeRested();
      await this.#writing;
    }
  }

  #writeRested(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const waiting of this.#waiting.values()) waiting.isTalk = false;
    this.#write();
  }

  #write(): void {
    this.#writing ??= this.#drain().finally(() => {
      this.#writing = null;
    });
  }

  async #drain(): Promise<void> {
    for (let batch = this.#take(); batch.length > 0; batch = this.#take()) {
      try {
        await this.#store.projectStates(batch);
      } catch (error) {
        this.#logger.warn({ event: 'projection.failed', count: batch.length, error });
      }
    }
  }

  #take(): ChatSessionState[] {
    const batch: ChatSessionState[] = [];
    for (const [sessionId, { state, isTalk }] of this.#waiting) {
      if (isTalk) continue;
      this.#waiting.delete(sessionId);
      if (batch.push(state) === maxBatch) break;
    }
    return batch;
  }
}
