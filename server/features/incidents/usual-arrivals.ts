import { limits } from '../../../shared/limits.js';

const hourMs = 3_600_000;
const weekMs = 7 * 24 * hourMs;

export const hourOf = (atMs: number): number => Math.floor(atMs / hourMs) * hourMs;

/** The hours that `now` is compared with: the same hour of the week, one to four weeks ago, the latest first. */
export const listComparedHours = (nowMs: number): number[] =>
  Array.from(
    { length: limits.incidents.comparedWeeks },
    (_, week) => hourOf(nowMs) - (week + 1) * weekMs,
  );

/**
 * How many usually come in a window at this hour of the week: the median of the compared hours that were counted, so
 * that an incident of last week makes nothing usual, and a busy Monday morning is. null where none was counted.
 */
export const computeUsualArrivals = (counts: readonly number[]): number | null => {
  const sorted = [...counts].sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)];
  return median === undefined ? null : (median * limits.incidents.windowMs) / hourMs;
};
