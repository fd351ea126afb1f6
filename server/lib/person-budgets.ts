import { RateLimit } from './rate-limit.js';

/** How many requests of a kind one person may make, over all their sockets and by HTTP, in this process. */
export const personBudgets = {
  /** Words and files: faster than anybody types. */
  message: new RateLimit({ points: 40, perMs: 10_000 }),
  /** Cheap marks: typing, read. */
  mark: new RateLimit({ points: 120, perMs: 10_000 }),
  /** Everything that changes or reads a session. */
  action: new RateLimit({ points: 80, perMs: 10_000 }),
  /** A chat costs an appeal number, a place in the queue and somebody's seat; repeats of one opening count too. */
  open: new RateLimit({ points: 30, perMs: 600_000 }),
};
export type Budget = keyof typeof personBudgets;
