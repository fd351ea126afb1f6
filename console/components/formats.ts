import type { Locale } from '../../shared/domain/states.js';

const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** An age in its largest unit: «12 с», «4 мин», «2 ч», «3 дн.». */
export const formatAge = (ms: number, locale: Locale): string => {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const [unit, length] = units.find(([, size]) => seconds >= size) ?? (['second', 1] as const);
  const format = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' });
  // Some versions of the data put a breakable space before the unit.
  return format.format(Math.floor(seconds / length)).replaceAll(' ', '\u00a0');
};

/** «92 %» */
export const formatPercent = (share: number, locale: Locale): string =>
  new Intl.NumberFormat(locale, { style: 'percent' }).format(share);
