import type { Priority } from '../domain/states.js';

/** How far a chat moves up for its priority, in ms; a setting of the pool [spec 3]. */
export interface Boosts {
  raised: number;
  urgent: number;
}

/** What the order of a queue is made of. */
export interface Ranked {
  sessionId: string;
  /** Before everyone who is not: a vanished operator's chat, a citizen who returned. */
  isFront: boolean;
  /** `queuedAt − boost`, ms since the epoch. */
  rankAt: number;
}

export const boostOf = (priority: Priority, boosts: Boosts): number =>
  priority === 'normal' ? 0 : boosts[priority];

/** `queuedAt − boost` [spec 3], in ms: the smallest is next. */
export const computeRankAt = (queuedAt: Date, boostMs: number): number =>
  queuedAt.getTime() - boostMs;

/**
 * Nobody who is not at the front is overtaken by a chat that came more than this later, in ms. For `a` before `b`, `b`
 * overtakes where `b.queuedAt − b.boost < a.queuedAt − a.boost`, so `b` came later by less than `b.boost − a.boost`, and
 * that is the largest boost at most.
 */
export const computeOvertakingBound = ({ raised, urgent }: Boosts): number =>
  Math.max(0, raised, urgent);

/** Smallest first: front, then rank, then id, so that the order is total and the same on every node. */
export const compareRank = (a: Ranked, b: Ranked): number =>
  Number(b.isFront) - Number(a.isFront) ||
  a.rankAt - b.rankAt ||
  (a.sessionId < b.sessionId ? -1 : Number(a.sessionId > b.sessionId));
