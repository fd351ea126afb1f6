/**
 * The one clock. Real time is monotonic plus the offset to the database's clock, so that all nodes agree about
 * deadlines; tests hand in a fake one. Time decides when to try, inserts decide what happened.
 */
export interface Clock {
  now(): Date;
  nowMs(): number;
  /** Runs `task` after `ms`, unless cancelled first. Never the only thing that keeps a promise: deadlines are stored. */
  schedule(ms: number, task: () => void): { cancel(): void };
}

export class SystemClock implements Clock {
  #offsetMs = Date.now() - performance.now();
  #isAligned = false;

  /**
   * Moves this clock to the database's: `databaseNow` read between `askedAt` and `answeredAt` (performance.now()). Once it
   * is aligned, only as far as the answer proves: a slow one says little, and time does not go back for it.
   */
  align(databaseNow: Date, askedAt: number, answeredAt: number): void {
    const databaseMs = databaseNow.getTime();
    // The database counts whole milliseconds: its moment is up to one later than it says.
    const [least, most] = [databaseMs - answeredAt, databaseMs + 1 - askedAt];
    const offsetMs = this.#isAligned ? this.#offsetMs : (least + most) / 2;
    this.#offsetMs = Math.min(Math.max(offsetMs, least), most);
    this.#isAligned = true;
  }

  nowMs(): number {
    return Math.round(performance.now() + this.#offsetMs);
  }

  now(): Date {
    return new Date(this.nowMs());
  }

  schedule(ms: number, task: () => void): { cancel(): void } {
    const timer = setTimeout(task, Math.min(Math.max(ms, 0), 2_147_483_647));
    timer.unref();
    return { cancel: () => clearTimeout(timer) };
  }
}
