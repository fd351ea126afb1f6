import { dayMs } from '../../../../shared/domain/day-ms.js';

/** Days are written `2026-05-11` and reckoned in UTC: a calendar has no time zone. */
const momentOf = (date: string): number => Date.parse(`${date}T00:00:00Z`);

const dateAt = (moment: number): string => new Date(moment).toISOString().slice(0, 10);

/** 0 is Monday. */
export const weekdayOf = (date: string): number => (new Date(momentOf(date)).getUTCDay() + 6) % 7;

export const isWeekend = (date: string): boolean => weekdayOf(date) > 4;

/** Weeks of a month, Monday first; null where a week belongs to the month before or after. */
export const buildMonth = (year: number, month: number): (string | null)[][] => {
  const first = Date.UTC(year, month, 1);
  const length = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const lead = weekdayOf(dateAt(first));
  const weeks = Math.ceil((lead + length) / 7);
  return Array.from({ length: weeks }, (_week, week) =>
    Array.from({ length: 7 }, (_day, weekday) => {
      const index = week * 7 + weekday - lead;
      return index < 0 || index >= length ? null : dateAt(first + index * dayMs);
    }),
  );
};

const stepDays: Record<string, number> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  ArrowUp: -7,
  ArrowDown: 7,
};

/** The same day of another month, or its last one. */
const stepMonth = (date: string, by: 1 | -1): string => {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const length = new Date(Date.UTC(year, month + by, 0)).getUTCDate();
  return dateAt(Date.UTC(year, month - 1 + by, Math.min(day, length)));
};

/** Where a key leads from a day: arrows by days and weeks, Page Up and Page Down by months; null: nowhere in this year. */
export const stepDate = (date: string, key: string): string | null => {
  const days = stepDays[key];
  const next =
    days !== undefined
      ? dateAt(momentOf(date) + days * dayMs)
      : key === 'PageUp'
        ? stepMonth(date, -1)
        : key === 'PageDown'
          ? stepMonth(date, 1)
          : null;
  return next !== null && next.slice(0, 4) === date.slice(0, 4) ? next : null;
};
