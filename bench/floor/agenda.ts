import type { Clock } from '../../server/lib/clock.js';

interface Planned {
  dueMs: number;
  /** Keeps tasks of one moment in the order they were planned. */
  order: number;
  task: (() => unknown) | null;
}

const isBefore = (a: Planned, b: Planned): boolean =>
  a.dueMs < b.dueMs || (a.dueMs === b.dueMs && a.order < b.order);

/** A clock that stands still until its next task, and a heap of tasks: a day of some hundred thousand takes seconds. */
export class Agenda implements Clock {
  #nowMs: number;
  #order = 0;
  readonly #heap: Planned[] = [];

  constructor(startMs: number) {
    this.#nowMs = startMs;
  }

  nowMs(): number {
    return this.#nowMs;
  }

  now(): Date {
    return new Date(this.#nowMs);
  }

  schedule(ms: number, task: () => void): { cancel(): void } {
    return this.at(this.#nowMs + ms, task);
  }

  /** Plans a task for a moment; one that is over means now. */
  at(dueMs: number, task: () => unknown): { cancel(): void } {
    this.#order += 1;
    const planned: Planned = { dueMs: Math.max(dueMs, this.#nowMs), order: this.#order, task };
    this.#rise(planned);
    return {
      cancel: () => {
        planned.task = null;
      },
    };
  }

  /** Moves on to the next task due at `untilMs` or before, and hands it out; null: there is none. */
  take(untilMs = Infinity): (() => unknown) | null {
    for (let first = this.#heap[0]; first && first.dueMs <= untilMs; first = this.#heap[0]) {
      this.#sink();
      if (!first.task) continue;
      this.#nowMs = first.dueMs;
      return first.task;
    }
    return null;
  }

  /** Nothing more is due at this very moment. */
  get isQuiet(): boolean {
    while (this.#heap[0]?.task === null) this.#sink();
    return (this.#heap[0]?.dueMs ?? Infinity) > this.#nowMs;
  }

  /** Moves on to a moment before which nothing is due. */
  moveTo(ms: number): void {
    this.#nowMs = Math.max(ms, this.#nowMs);
  }

  #rise(planned: Planned): void {
    const heap = this.#heap;
    let index = heap.push(planned) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = heap[parent];
      if (!above || !isBefore(planned, above)) break;
      heap[index] = above;
      index = parent;
    }
    heap[index] = planned;
  }

  /** Takes the first one off. */
  #sink(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (!last || heap.length === 0) return;
    let index = 0;
    for (;;) {
      const left = heap[2 * index + 1];
      const right = heap[2 * index + 2];
      const smaller = right && left && isBefore(right, left) ? right : left;
      if (!smaller || !isBefore(smaller, last)) break;
      heap[index] = smaller;
      index = smaller === right ? 2 * index + 2 : 2 * index + 1;
    }
    heap[index] = last;
  }
}
