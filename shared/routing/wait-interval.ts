import { limits } from '../limits.js';

/** How long a wait may take, in ms: one of ten is over before `p10`, half by `p50`, nine of ten by `p90`. */
export interface WaitInterval {
  p10: number;
  p50: number;
  p90: number;
}

/**
 * The interval for who stands at `position`, from the pool's newest real waits, each divided by the place it began at
 * and sorted: the time one place takes passes from a quiet hour to a crowded one, the whole wait does not
 * (docs/adr/0011-honest-interval.md). The n+1st wait falls between two of n with the chance the ranks say, so the
 * ranks are of n+1. Null under 20 waits: no minutes are invented [spec 2.5].
 */
export const computeWaitInterval = (
  paces: readonly number[],
  position: number,
): WaitInterval | null => {
  const count = paces.length;
  if (count < limits.queue.minWaitsForEstimate) return null;
  const at = (rank: number): number =>
    Math.round((paces[Math.min(Math.max(rank, 1), count) - 1] ?? 0) * position);
  return {
    p10: at(Math.floor((count + 1) / 10)),
    p50: at(Math.ceil((count + 1) / 2)),
    p90: at(Math.ceil(((count + 1) * 9) / 10)),
  };
};
