import type { Random } from '../seed/random.js';

type Range = readonly [leastMs: number, mostMs: number];

/** How quickly practice people act. */
export interface Pace {
  /** Between two new citizens. */
  arrival: Range;
  /** Reading an offer before it is accepted. */
  accept: Range;
  /** From the other's words to an answer of one's own. */
  answer: Range;
  /** Reading a proposed end, giving a rating. */
  finish: Range;
  /** In the queue, before the citizen gives up. */
  patience: Range;
}

export const humanPace: Pace = {
  arrival: [20_000, 40_000],
  accept: [3_000, 9_000],
  answer: [7_000, 22_000],
  finish: [5_000, 14_000],
  patience: [8 * 60_000, 14 * 60_000],
};

/** One thing at a time that somebody is about to do; planning another one drops it. */
export class Intention {
  readonly #random: Random;
  readonly #failed: (error: unknown) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(random: Random, failed: (error: unknown) => void) {
    this.#random = random;
    this.#failed = failed;
  }

  plan([leastMs, mostMs]: Range, act: () => Promise<unknown>): void {
    this.drop();
    this.#timer = setTimeout(
      () => void act().catch(this.#failed),
      this.#random.between(leastMs, mostMs),
    );
    this.#timer.unref();
  }

  drop(): void {
    clearTimeout(this.#timer);
  }
}
