import type { Logger } from '../lib/logger.js';

export type Listener<Change> = (change: Change) => Promise<void> | void;

/**
 * Tells this process's listeners what was stored: for one key in order, one after the other; keys do not wait for
 * each other. A listener must bear being told twice or not at all: whatever has to happen is found again from the
 * stored state by the sweep.
 */
export class OrderedBus<Change> {
  readonly #listeners: { name: string; listen: Listener<Change> }[] = [];
  readonly #tails = new Map<string, Promise<void>>();
  readonly #keyOf: (change: Change) => string;
  readonly #logger: Logger;

  constructor(keyOf: (change: Change) => string, logger: Logger) {
    this.#keyOf = keyOf;
    this.#logger = logger;
  }

  subscribe(name: string, listen: Listener<Change>): void {
    this.#listeners.push({ name, listen });
  }

  publish(change: Change): void {
    const key = this.#keyOf(change);
    const tail = (this.#tails.get(key) ?? Promise.resolve()).then(() => this.#tell(change));
    this.#tails.set(key, tail);
    void tail.then(() => {
      if (this.#tails.get(key) === tail) this.#tails.delete(key);
    });
  }

  /** Whether listeners still have something of this key to hear. */
  isTelling(key: string): boolean {
    return this.#tails.has(key);
  }

  get isIdle(): boolean {
    return this.#tails.size === 0;
  }

  /** Resolves when every listener has heard everything, also what listeners themselves caused. */
  async idle(): Promise<void> {
    while (this.#tails.size > 0) await Promise.all(this.#tails.values());
  }

  async #tell(change: Change): Promise<void> {
    for (const { name, listen } of this.#listeners) {
      try {
        await listen(change);
      } catch (error) {
        const sessionId = this.#keyOf(change);
        this.#logger.error({ event: 'listener.failed', reason: name, sessionId, error });
      }
    }
  }
}
