import { dayMs } from '../../../../shared/domain/day-ms.js';
import type { OpeningHours, OpeningInterval } from '../../../../shared/schemas/pool-settings.js';
import type { Words } from '../words.js';
import { writeClock } from './clock-text.js';
import { zoneTitle } from './time-zones.js';

/** A Monday. */
const firstDay = Date.UTC(2024, 0, 1);

/** «пн» for 0 … «вс» for 6; `long`: «понедельник». */
export const weekdayName = (index: number, { locale }: Words, length: 'short' | 'long') =>
  new Intl.DateTimeFormat(locale, { weekday: length, timeZone: 'UTC' }).format(
    firstDay + index * dayMs,
  );

/** Keeps «9:00–18:00» and «пн–пт» on one line. */
const unbroken = '\u2060';

const isWholeDay = (day: readonly OpeningInterval[]): boolean =>
  day.length === 1 && day[0]?.from === '00:00' && day[0].to === '24:00';

/** «9:00–13:00 и 14:00–18:00» */
export const dayWords = (day: readonly OpeningInterval[], words: Words): string =>
  isWholeDay(day)
    ? words.t('hours.wholeDay')
    : day
        .map(({ from, to }) => `${writeClock(from)}${unbroken}–${unbroken}${writeClock(to)}`)
        .join(` ${words.t('hours.and')} `);

interface Run {
  first: number;
  last: number;
  hours: string;
}

/** Neighbouring days with the same hours, closed ones left out. */
const findRuns = (week: OpeningHours['week'], words: Words): Run[] => {
  const runs: Run[] = [];
  week.forEach((day, index) => {
    if (day.length === 0) return;
    const hours = dayWords(day, words);
    const last = runs.at(-1);
    if (last?.last === index - 1 && last.hours === hours) last.last = index;
    else runs.push({ first: index, last: index, hours });
  });
  return runs;
};

/** «пн–чт 9:00–18:00, пт 9:00–16:45»: a week in words, days of the same hours together. */
export const weekWords = (week: OpeningHours['week'], words: Words): string => {
  const runs = findRuns(week, words);
  const [only] = runs;
  if (runs.length === 1 && only?.first === 0 && only.last === 6)
    return week.every(isWholeDay)
      ? words.t('hours.aroundTheClock')
      : `${words.t('hours.daily')} ${only.hours}`;
  const daysOf = new Map<string, string[]>();
  for (const { first, last, hours } of runs) {
    const from = weekdayName(first, words, 'short');
    const days =
      first === last ? from : `${from}${unbroken}–${unbroken}${weekdayName(last, words, 'short')}`;
    daysOf.set(hours, [...(daysOf.get(hours) ?? []), days]);
  }
  return [...daysOf].map(([hours, days]) => `${days.join(', ')} ${hours}`).join(', ');
};

/** «пн–пт 9:00–18:00, Москва»; «в любое время» for null. */
export const hoursWords = (hours: OpeningHours | null, words: Words): string =>
  hours === null
    ? words.t('hours.always')
    : `${weekWords(hours.week, words)}, ${zoneTitle(hours.timeZone, words)}`;
