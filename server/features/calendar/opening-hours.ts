import { DateTime } from 'luxon';
import type { OpeningHours, OpeningInterval } from '../../../shared/schemas/pool-settings.js';
import { limits } from '../../../shared/limits.js';
import type { KindOfDay } from './calendar-day.js';

/** Stretches of time, in ms since the epoch; `toMs` is the first moment that is closed. */
export interface OpenSpan {
  fromMs: number;
  toMs: number;
}

const isWeekend = (weekday: number): boolean => weekday > 5;

/** What is open on a date by the week alone; a working Saturday is worked like a Friday. */
const intervalsOf = (
  { week, followsCalendar }: OpeningHours,
  day: DateTime,
  kindOf: KindOfDay,
): { intervals: readonly OpeningInterval[]; isShort: boolean } => {
  const own = week[day.weekday - 1] ?? [];
  const kind = followsCalendar ? kindOf(day.toISODate() ?? '') : null;
  if (kind === 'holiday') return { intervals: [], isShort: false };
  const isMoved = kind !== null && isWeekend(day.weekday) && own.length === 0;
  return { intervals: isMoved ? (week[4] ?? []) : own, isShort: kind === 'short' };
};

const momentOf = (day: DateTime, clockTime: string): number => {
  const [hour = 0, minute = 0] = clockTime.split(':').map(Number);
  // By the wall clock: a day on which the clocks change has the hours that are written.
  return (hour === 24 ? day.plus({ days: 1 }) : day.set({ hour, minute })).toMillis();
};

/** The last hour of work goes: an interval that lay within it goes altogether. */
const shorten = (spans: readonly OpenSpan[]): OpenSpan[] => {
  const endMs = (spans.at(-1)?.toMs ?? 0) - limits.hours.shortDayMs;
  return spans
    .filter(({ fromMs }) => fromMs < endMs)
    .map(({ fromMs, toMs }) => ({ fromMs, toMs: Math.min(toMs, endMs) }));
};

const spansOf = (hours: OpeningHours, day: DateTime, kindOf: KindOfDay): OpenSpan[] => {
  const { intervals, isShort } = intervalsOf(hours, day, kindOf);
  const spans = intervals.map(({ from, to }) => ({
    fromMs: momentOf(day, from),
    toMs: momentOf(day, to),
  }));
  return isShort ? shorten(spans) : spans;
};

/** The open stretches from `atMs` on, in order; one under way has begun before. A stretch that ends at midnight and goes on is one. */
export function* listOpenSpans(
  hours: OpeningHours,
  atMs: number,
  kindOf: KindOfDay,
): Generator<OpenSpan> {
  const today = DateTime.fromMillis(atMs, { zone: hours.timeZone }).startOf('day');
  let open: OpenSpan | null = null;
  // From the day before: what is open over midnight began there.
  for (let offset = -1; offset < limits.hours.maxDaysAhead; offset += 1) {
    for (const span of spansOf(hours, today.plus({ days: offset }), kindOf)) {
      if (open?.toMs === span.fromMs) {
        open = { fromMs: open.fromMs, toMs: span.toMs };
        continue;
      }
      if (open && open.toMs > atMs) yield open;
      open = span;
    }
  }
  if (open && open.toMs > atMs) yield open;
}

/** The moment by which it has been open for `openMs`; null where the stretches end before. */
export const addOpenTime = (
  spans: Iterable<OpenSpan>,
  atMs: number,
  openMs: number,
): number | null => {
  let leftMs = openMs;
  for (const { fromMs, toMs } of spans) {
    const startMs = Math.max(fromMs, atMs);
    if (startMs + leftMs <= toMs) return startMs + leftMs;
    leftMs -= toMs - startMs;
  }
  return null;
};

/** Whether it is open at a moment, and when that changes, in ms since the epoch; null: not within two months. */
export const openingAt = (
  hours: OpeningHours,
  atMs: number,
  kindOf: KindOfDay,
): { isOpen: boolean; changesAtMs: number | null } => {
  const [next] = listOpenSpans(hours, atMs, kindOf);
  if (!next) return { isOpen: false, changesAtMs: null };
  const isOpen = next.fromMs <= atMs;
  return { isOpen, changesAtMs: isOpen ? next.toMs : next.fromMs };
};
