import { DateTime } from 'luxon';
import { productTimeZone } from '../../../shared/domain/product-time-zone.js';
import { limits } from '../../../shared/limits.js';
import type { StatisticsQuery } from '../../../shared/schemas/statistics.js';
import { DomainError } from '../../lib/domain-error.js';
import { hourMs } from './free-time.js';

export interface HourOfDay {
  day: string;
  hour: number;
}

/** Whole days, as moments. */
export interface DayRange {
  from: Date;
  /** The midnight behind the last one. */
  to: Date;
  days: string[];
  /** Of each hour from the beginning on. */
  hours: HourOfDay[];
}

const startOf = (day: string): DateTime =>
  DateTime.fromISO(day, { zone: productTimeZone }).startOf('day');

/** Fails with `bad_request` for more days than may be asked for at once, or an end before the beginning. */
export const readDays = ({ day, from, to }: StatisticsQuery, now: Date): DayRange => {
  const today = DateTime.fromJSDate(now, { zone: productTimeZone }).toISODate() ?? '';
  const start = startOf(day ?? from ?? today);
  const end = startOf(day ?? to ?? today).plus({ days: 1 });
  const count = end.diff(start, 'days').days;
  if (count < 1 || count > limits.statistics.maxDays)
    throw new DomainError('bad_request', `From 1 to ${limits.statistics.maxDays} days.`);
  const hours: HourOfDay[] = [];
  for (let at = start; at < end; at = at.plus({ hours: 1 }))
    hours.push({ day: at.toISODate() ?? '', hour: at.hour });
  const days = [...new Set(hours.map((each) => each.day))];
  return { from: start.toJSDate(), to: end.toJSDate(), days, hours };
};

/** The day and the hour of a moment within the range. */
export const hourOf = ({ from, hours }: DayRange, at: Date): HourOfDay | undefined =>
  hours[Math.floor((at.getTime() - from.getTime()) / hourMs)];
