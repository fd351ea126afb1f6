import type { Clock } from '../../lib/clock.js';
import type { Logger } from '../../lib/logger.js';
import type { Deadline, DeadlineStore } from './deadline.store.js';

/** How long one try may take before another node may try. */
const claimMs = 2_000;
/** A try that failed is made again after this: a promise may be two seconds late, not more. */
const retryMs = 1_000;

export type DeadlineHandler = (deadline: Deadline) => Promise<void>;

/**
 * Stored moments and what happens at them. Set one before the event that needs it: a deadline whose event never
 * came finds nothing to do, an event without its deadline would be a broken promise. Handlers append events under
 * a `causeId`, so a second run changes nothing.
 */
export class Deadlines {
  readonly #store: DeadlineStore;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #handlers = new Map<string, DeadlineHandler>();
  #running: Promise<void> | null = null;

  constructor(store: DeadlineStore, clock: Clock, logger: Logger) {
    this.#store = store;
    this.#clock = clock;
    this.#logger = logger;
  }

  handle(kind: string, handler: DeadlineHandler): void {
    this.#handlers.set(kind, handler);
  }

  /** Sets or moves `kind:key`. */
  async set(kind: string, key: string, sessionId: string, dueAt: Date): Promise<void> {
    await this.#store.put({ _id: `${kind}:${key}`, kind, sessionId, dueAt });
  }

  async clear(kind: string, key: string): Promise<void> {
    await this.#store.remove(`${kind}:${key}`);
  }

  /** Runs everything that is due now. One run at a time; a call during one waits for it and runs again. */
  async runDue(): Promise<void> {
    while (this.#running) await this.#running;
    this.#running = this.#runOnce().finally(() => {
      this.#running = null;
    });
    await this.#running;
  }

  async #runOnce(): Promise<void> {
    const due = await this.#store.listDue(this.#clock.now());
    await Promise.all(due.map((deadline) => this.#try(deadline)));
  }

  async #try(deadline: Deadline): Promise<void> {
    const now = this.#clock.nowMs();
    try {
      const handler = this.#handlers.get(deadline.kind);
      if (!handler) throw new Error(`Nobody handles deadlines of kind ${deadline.kind}.`);
      if (!(await this.#store.claim(deadline._id, new Date(now), new Date(now + claimMs)))) return;
      await handler(deadline);
      await this.#store.finish(deadline._id, deadline.dueAt);
    } catch (error) {
      const { sessionId } = deadline;
      await this.#store.retry(deadline._id, new Date(now + retryMs)).catch(() => undefined);
      this.#logger.error({ event: 'deadline.failed', deadline: deadline._id, sessionId, error });
    }
  }
}
