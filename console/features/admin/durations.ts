import type { Locale } from '../../../shared/domain/states.js';

const second = 1_000;
const minute = 60 * second;

/** `10`, or `0:30` where it is not whole minutes: as a field shows a length in ms. */
export const writeMinutes = (ms: number): string => {
  const seconds = Math.round(ms / second);
  const rest = seconds % 60;
  const minutes = String(Math.floor(seconds / 60));
  return rest === 0 ? minutes : `${minutes}:${String(rest).padStart(2, '0')}`;
};

/** A length in ms from `10`, `10:30`, `1,5`; NaN where it is none of these. */
export const readMinutes = (text: string): number => {
  const [, minutes, seconds] = /^\s*(\d{1,4}):([0-5]\d)\s*$/.exec(text) ?? [];
  if (minutes !== undefined) return Number(minutes) * minute + Number(seconds) * second;
  return Math.round((readNumber(text) * minute) / second) * second;
};

export const writeSeconds = (ms: number): string => String(Math.round(ms / second));

export const readSeconds = (text: string): number => Math.round(readNumber(text) * second);

/** NaN where it is no number, nothing among it. A comma is as good as a point. */
export const readNumber = (text: string): number =>
  /^\s*\d{1,6}(?:[.,]\d{1,4})?\s*$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN;

const units = [
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** «2 ч», «10 мин», «1 мин 30 с»; «0 с» for nothing. */
export const durationWords = (ms: number, locale: Locale): string => {
  let rest = Math.round(ms / second);
  const parts: string[] = [];
  for (const [unit, length] of units) {
    const count = Math.floor(rest / length);
    rest -= count * length;
    if (count > 0 || (unit === 'second' && parts.length === 0))
      parts.push(
        new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' })
          .format(count)
          // Some versions of the data put a breakable space before the unit.
          .replaceAll(' ', '\u00a0'),
      );
  }
  return parts.join('\u00a0');
};
