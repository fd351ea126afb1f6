import type {
  CalibrationFigures,
  CallFigures,
  OvertakingFigures,
  PromiseFigures,
  WaitFigures,
} from '../../../shared/views/statistics.js';
import { limits } from '../../../shared/limits.js';
import type { CallFact, EscalationFact, WaitFact } from './fact.js';
import { percentile, sortNumbers } from './numbers.js';

/** `{ name: value }`, or nothing where there is no value. */
const given = <Name extends string>(
  name: Name,
  value: number | undefined,
): Partial<Record<Name, number>> =>
  value === undefined ? {} : ({ [name]: value } as Record<Name, number>);

export const computeWaits = (waits: readonly WaitFact[]): WaitFigures => {
  const served = sortNumbers(waits.filter(({ isServed }) => isServed).map(({ waitMs }) => waitMs));
  return {
    served: served.length,
    left: waits.length - served.length,
    ...given('p50Ms', percentile(served, 0.5)),
    ...given('p90Ms', percentile(served, 0.9)),
    ...given('longestMs', served.at(-1)),
  };
};

/** Who left after p90 waited longer than that; who left before it might have been served in time. */
export const computeCalibration = (waits: readonly WaitFact[]): CalibrationFigures => {
  const figures = { known: 0, inside: 0, sooner: 0, later: 0, withinHalf: 0, unknown: 0 };
  for (const { foreseen, isServed, waitMs } of waits) {
    if (!foreseen) continue;
    if (!isServed && waitMs <= foreseen.p90) {
      figures.unknown += 1;
      continue;
    }
    figures.known += 1;
    if (waitMs > foreseen.p90) figures.later += 1;
    else if (waitMs < foreseen.p10) figures.sooner += 1;
    else figures.inside += 1;
    if (waitMs <= foreseen.p50) figures.withinHalf += 1;
  }
  return figures;
};

export const computePromises = (escalations: readonly EscalationFact[]): PromiseFigures => {
  const figures = {
    keptIn: { same_pool: 0, all_pools: 0, reserve: 0, breach: 0 },
    ...{ late: 0, forced: 0, callback: 0, withdrawn: 0 },
  };
  const tookMs: number[] = [];
  const lateByMs: number[] = [];
  for (const { at, deadlineAt, openedAt, outcome, step } of escalations) {
    const overdueMs = at.getTime() - deadlineAt.getTime();
    if (outcome === 'withdrawn' || outcome === 'closed') figures.withdrawn += 1;
    else if (outcome !== 'accepted') {
      figures[outcome] += 1;
      lateByMs.push(overdueMs);
    } else if (overdueMs > 0) figures.late += 1;
    else {
      figures.keptIn[step] += 1;
      tookMs.push(at.getTime() - openedAt.getTime());
    }
  }
  const took = sortNumbers(tookMs);
  return {
    ...figures,
    ...given('p50Ms', percentile(took, 0.5)),
    ...given('p90Ms', percentile(took, 0.9)),
    ...given('latestActMs', sortNumbers(lateByMs).at(-1)),
  };
};

export const computeCalls = (calls: readonly CallFact[]): CallFigures => {
  const figures = { made: 0, reached: 0, inTime: 0, dropped: 0 };
  for (const { lateMs, outcome } of calls) {
    if (outcome === 'dropped') {
      figures.dropped += 1;
      continue;
    }
    figures.made += 1;
    if (outcome === 'reached') figures.reached += 1;
    if ((lateMs ?? 0) <= limits.callback.slotMs) figures.inTime += 1;
  }
  const lateMs = sortNumbers(calls.flatMap((call) => call.lateMs ?? []));
  return {
    ...figures,
    ...given('p90LateMs', percentile(lateMs, 0.9)),
    ...given('latestMs', lateMs.at(-1)),
  };
};

/**
 * By how much each wait was overtaken, ms: the latest beginning among those of its pool that were served before it
 * ended, less its own. By wait; `waits` are of one pool.
 */
export const computeOvertaking = (waits: readonly WaitFact[]): Map<string, number> => {
  // Who was served in the same instant overtook nobody.
  const inOrder = waits.toSorted(
    (a, b) => a.at.getTime() - b.at.getTime() || a.queuedAt.getTime() - b.queuedAt.getTime(),
  );
  const overtaken = new Map<string, number>();
  let latestMs = 0;
  for (const { _id, isServed, queuedAt } of inOrder) {
    overtaken.set(_id, Math.max(0, latestMs - queuedAt.getTime()));
    if (isServed) latestMs = Math.max(latestMs, queuedAt.getTime());
  }
  return overtaken;
};

/** Waits with how far each was overtaken, and how far its pool allows. */
export const sumOvertaking = (
  waits: readonly { byMs: number; boundMs: number }[],
): OvertakingFigures => {
  const byMs = sortNumbers(waits.map((wait) => wait.byMs));
  return {
    overtaken: byMs.filter((ms) => ms > 0).length,
    worstMs: byMs.at(-1) ?? 0,
    p99Ms: percentile(byMs, 0.99) ?? 0,
    boundMs: Math.max(0, ...new Set(waits.map(({ boundMs }) => boundMs))),
    beyond: waits.filter((wait) => wait.byMs > wait.boundMs).length,
  };
};
