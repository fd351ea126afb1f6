import type { TransferFact } from './fact.js';

export interface TransferLoop {
  kind: 'operator' | 'pool';
  /** From the transfer that left to the one that came back. */
  transfers: TransferFact[];
}

/** Where the last of a session's transfers came back to, if it had been transferred away from there before. */
const findLoop = (transfers: readonly TransferFact[]): TransferLoop | null => {
  const last = transfers.at(-1);
  if (!last) return null;
  const earlier = transfers.slice(0, -1);
  const fromOperator = earlier.findLastIndex(({ from }) => from.operatorId === last.to.operatorId);
  if (fromOperator >= 0) return { kind: 'operator', transfers: transfers.slice(fromOperator) };
  if (last.from.poolId === last.to.poolId) return null;
  const fromPool = earlier.findLastIndex(
    ({ from, to }) => from.poolId === last.to.poolId && from.poolId !== to.poolId,
  );
  return fromPool < 0 ? null : { kind: 'pool', transfers: transfers.slice(fromPool) };
};

/** Chats that came back by transfer to a person, or else to a pool, they had been transferred away from. */
export const findTransferLoops = (transfers: readonly TransferFact[]): TransferLoop[] => {
  const bySession = new Map<string, TransferFact[]>();
  const loops: TransferLoop[] = [];
  for (const transfer of transfers.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    const known = [...(bySession.get(transfer.sessionId) ?? []), transfer];
    bySession.set(transfer.sessionId, known);
    const loop = findLoop(known);
    if (loop) loops.push(loop);
  }
  return loops;
};
