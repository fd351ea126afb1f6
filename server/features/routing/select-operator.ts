import { limits } from '../../../shared/limits.js';

/** What the choice between operators is made of. */
export interface Candidate {
  operatorId: string;
  name: string;
  /** Seniors are kept free for escalations: they get what no operator can take. */
  isSenior: boolean;
  /** Normal seats taken. */
  load: number;
  /** ms since the epoch. */
  idleSinceMs: number;
  /** Acts by itself in a demo: for practice chats alone. */
  isTraining?: boolean;
}

export interface Wish {
  /** Who declined or missed it since it was queued. */
  passedBy: readonly string[];
  preferred?: { operatorId: string; until: Date };
  /** When the last of them declined it. */
  declinedAt?: Date;
}

/** Operators before seniors, fewest chats first, then the longest idle, then by id. */
export const compareCandidates = (a: Candidate, b: Candidate): number =>
  Number(a.isSenior) - Number(b.isSenior) ||
  a.load - b.load ||
  a.idleSinceMs - b.idleSinceMs ||
  (a.operatorId < b.operatorId ? -1 : 1);

/** Whether the session still waits for the operator who knows the case. */
export const isHeldFor = ({ passedBy, preferred }: Wish, nowMs: number): boolean =>
  preferred !== undefined &&
  nowMs < preferred.until.getTime() &&
  !passedBy.includes(preferred.operatorId);

/** Whoever declined last is not asked again before this: the only one there would have it back in the same instant. */
const restsUntilMs = ({ declinedAt }: Wish): number =>
  declinedAt === undefined ? 0 : declinedAt.getTime() + limits.offer.restMs;

/** When a session that nobody can be offered now should be looked at again, though nothing happens; null: never. */
export const lookAgainAtMs = (wish: Wish, nowMs: number): number | null => {
  if (isHeldFor(wish, nowMs)) return wish.preferred?.until.getTime() ?? null;
  return nowMs < restsUntilMs(wish) ? restsUntilMs(wish) : null;
};

/**
 * Who gets a session: until `preferred.until` only the operator who knows the case, unless they let it pass; then
 * the best of those who have not let it pass; when all have, the best of all but the last one; where there is only
 * the last one, that one again after a rest. Null: nobody yet.
 */
export const selectOperator = (
  wish: Wish,
  candidates: readonly Candidate[],
  nowMs: number,
): Candidate | null => {
  if (isHeldFor(wish, nowMs)) {
    const operatorId = wish.preferred?.operatorId;
    return candidates.find((candidate) => candidate.operatorId === operatorId) ?? null;
  }
  const fresh = candidates.filter((candidate) => !wish.passedBy.includes(candidate.operatorId));
  // Never twice in a row to who let it pass last, while there is anybody else.
  const last = wish.passedBy.at(-1);
  const others = candidates.filter((candidate) => candidate.operatorId !== last);
  const again = nowMs < restsUntilMs(wish) ? [] : candidates;
  const pool = fresh.length > 0 ? fresh : others.length > 0 ? others : again;
  return pool.reduce<Candidate | null>(
    (best, candidate) => (!best || compareCandidates(candidate, best) < 0 ? candidate : best),
    null,
  );
};
