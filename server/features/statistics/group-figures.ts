import type { Figures, GroupFigures, HourFigures } from '../../../shared/views/statistics.js';
import { hourOf, type DayRange } from './days.js';
import type { CallFact, EscalationFact, WaitFact } from './fact.js';
import {
  computeCalibration,
  computeCalls,
  computePromises,
  computeWaits,
  sumOvertaking,
} from './figures.js';
import { groupBy } from '../../lib/group-by.js';

/** A wait with how far it was overtaken in its own queue, and how far that queue allows. */
export interface MeasuredWait {
  wait: WaitFact;
  byMs: number;
  boundMs: number;
}

/** What is summed up together: of one pool, or of all. */
export interface Group {
  waits: readonly MeasuredWait[];
  escalations: readonly EscalationFact[];
  calls: readonly CallFact[];
}

const computeFigures = ({ waits, escalations, calls }: Group): Figures => {
  const facts = waits.map(({ wait }) => wait);
  return {
    waits: computeWaits(facts),
    calibration: computeCalibration(facts),
    promises: computePromises(escalations),
    calls: computeCalls(calls),
    overtaking: sumOvertaking(waits),
  };
};

const computeHours = (group: Group, range: DayRange): HourFigures[] => {
  const byHour = groupBy(group.waits, ({ wait }) => hourOf(range, wait.at)?.hour);
  return Array.from({ length: 24 }, (_, hour) => {
    const { served, p50Ms, p90Ms } = computeWaits((byHour.get(hour) ?? []).map(({ wait }) => wait));
    return {
      ...{ hour, served },
      ...(p50Ms === undefined ? {} : { p50Ms }),
      ...(p90Ms === undefined ? {} : { p90Ms }),
    };
  });
};

/** The sum, each hour of a day, and each day. */
export const computeGroup = (group: Group, range: DayRange): Omit<GroupFigures, 'spread'> => {
  const waitsOf = groupBy(group.waits, ({ wait }) => hourOf(range, wait.at)?.day);
  const callsOf = groupBy(group.calls, ({ at }) => hourOf(range, at)?.day);
  const escalationsOf = groupBy(group.escalations, ({ at }) => hourOf(range, at)?.day);
  return {
    ...computeFigures(group),
    hours: computeHours(group, range),
    days: range.days.map((day) => ({
      day,
      ...computeFigures({
        waits: waitsOf.get(day) ?? [],
        escalations: escalationsOf.get(day) ?? [],
        calls: callsOf.get(day) ?? [],
      }),
    })),
  };
};
