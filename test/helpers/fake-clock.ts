import type { Clock } from '../../server/lib/clock.js';

interface Planned {
  dueMs: number;
  /** Keeps tasks of one moment in the order they were planned. */
  order: number;
  task: () => void;
}

/**
 * A clock that stands still until `advance`. Tasks run at their own moment, oldest first, and may plan more: what
 * falls due within the same advance runs as well.
 */
export class FakeClock implements Clock {
  #nowMs: number;
  #order = 0;
  #planned: Planned[] = [];

  /** Starts at a Wednesday in working hours, Moscow time, unless told otherwise. */
  constructor(start: Date | string = '2026-03-11T09:00:00.000Z') {
    this.#nowMs = new Date(start).getTime();
  }

  nowMs(): number {
    return this.#nowMs;
  }

  now(): Date {
    return new Date(this.#nowMs);
  }

  schedule(ms: number, task: () => void): { cancel(): void } {
    this.#order += 1;
    const planned = { dueMs: this.#nowMs + Math.max(ms, 0), order: this.#order, task };
    this.#planned.push(planned);
    return {
      cancel: () => {
        this.#planned = this.#planned.filter((other) => other !== planned);
      },
    };
  }

  /** Moves time on by `ms` and runs what falls due on the way, at (not after) its due moment. */
  advance(ms: number): void {
    if (ms < 0) throw new Error('Time does not go back.');
    const target = this.#nowMs + ms;
    for (let next = this.#takeDue(target); next; next = this.#takeDue(target)) {
      this.#nowMs = next.dueMs;
      next.task();
    }
    this.#nowMs = target;
  }

  /** Tasks planned and not yet run: zero after everything was closed. */
  get plannedCount(): number {
    return this.#planned.length;
  }

  #takeDue(target: number): Planned | undefined {
    const next = this.#planned
      .filter((planned) => planned.dueMs <= target)
      .sort((a, b) => a.dueMs - b.dueMs || a.order - b.order)[0];
    if (next) this.#planned = this.#planned.filter((other) => other !== next);
    return next;
  }
}
