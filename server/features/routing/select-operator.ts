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
}

/** Operators before seniors, fewest chats first, then the longest idle, then by id. */
export const compareCandidates = (a: Candidate, b: Candidate): number =>
  Number(a.isSenior) - Number(b.isSenior) ||
  a.load - b.load ||
  a.idleSinceMs - b.idleSinceMs ||
  (a.operatorId < b.operatorId ? -1 : 1);

/**
 * Who gets a session: for `preferred.until` only the operator who knows the case; then the best of those who have
 * not let it pass; when all have, the best of all. Null: nobody yet.
 */
export const selectOperator = (
  wish: Wish,
  candidates: readonly Candidate[],
  nowMs: number,
): Candidate | null => {
  if (wish.preferred && nowMs < wish.preferred.until.getTime()) {
    const { operatorId } = wish.preferred;
    return candidates.find((candidate) => candidate.operatorId === operatorId) ?? null;
  }
  const fresh = candidates.filter((candidate) => !wish.passedBy.includes(candidate.operatorId));
  // Never twice in a row to who let it pass last, while there is anybody else.
  const last = wish.passedBy.at(-1);
  const others = candidates.filter((candidate) => candidate.operatorId !== last);
  const pool = fresh.length > 0 ? fresh : others.length > 0 ? others : candidates;
  return pool.reduce<Candidate | null>(
    (best, candidate) => (!best || compareCandidates(candidate, best) < 0 ? candidate : best),
    null,
  );
};
