import type { SessionEvent } from './session-event.js';
import type { InsertOutcome, SessionLogStore } from './session-log.store.js';

/** Most documents one insert carries; 256 measured no faster. */
const maxBatch = 128;
/** Batches under way at once: one is being written while the next one fills. */
const maxInFlight = 2;

interface Waiting {
  event: SessionEvent;
  settle: (outcome: InsertOutcome) => void;
}

/**
 * Writes events of many sessions together. There is no timer: an idle queue writes at once, a busy one collects
 * what comes while two batches are under way. The session log hands in at most one event of a session at a time,
 * so a batch never holds two of one session and no session can be left with a hole.
 */
export class GroupCommit {
  readonly #store: Pick<SessionLogStore, 'insertEvents'>;
  #waiting: Waiting[] = [];
  #inFlight = 0;

  constructor(store: Pick<SessionLogStore, 'insertEvents'>) {
    this.#store = store;
  }

  /** Resolves when the write is durable, refused, or of unknown outcome; each event by its own result. */
  write(event: SessionEvent): Promise<InsertOutcome> {
    return new Promise((settle) => {
      this.#waiting.push({ event, settle });
      this.#pump();
    });
  }

  #pump(): void {
    while (this.#inFlight < maxInFlight && this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, maxBatch);
      this.#inFlight += 1;
      void this.#send(batch);
    }
  }

  async #send(batch: Waiting[]): Promise<void> {
    const outcomes = await this.#store.insertEvents(batch.map((waiting) => waiting.event));
    this.#inFlight -= 1;
    batch.forEach((waiting, index) => waiting.settle(outcomes[index] ?? { unknown: 'no outcome' }));
    this.#pump();
  }
}
