import { DateTime } from 'luxon';
import { limits } from '../../../shared/limits.js';
import type { OpenSpan } from '../calendar/opening-hours.js';

const { earliestHour, latestHour, offeredDays, slotMs } = limits.callback;

/** The first beginning of a slot that is not before a moment: slots begin at the full half hour of the pool's clock. */
const nextBeginning = (atMs: number, timeZone: string): number => {
  const day = DateTime.fromMillis(atMs, { zone: timeZone }).startOf('day').toMillis();
  return day + Math.ceil((atMs - day) / slotMs) * slotMs;
};

const isDecentHour = (start: DateTime): boolean => {
  const end = start.plus({ milliseconds: slotMs });
  return start.hour >= earliestHour && end <= start.startOf('day').plus({ hours: latestHour });
};

/**
 * Beginnings of slots from a moment on, in ms since the epoch, in order: whole within the pool's opening hours and within
 * the hours of the day at which people are called, on the next few days that have any. Pure.
 */
export function* listSlots(
  spans: Iterable<OpenSpan>,
  fromMs: number,
  timeZone: string,
): Generator<number> {
  const days = new Set<string>();
  for (const span of spans) {
    let startMs = nextBeginning(Math.max(span.fromMs, fromMs), timeZone);
    for (; startMs + slotMs <= span.toMs; startMs += slotMs) {
      const start = DateTime.fromMillis(startMs, { zone: timeZone });
      if (!isDecentHour(start)) continue;
      days.add(start.toISODate() ?? '');
      if (days.size > offeredDays) return;
      yield startMs;
    }
  }
}
