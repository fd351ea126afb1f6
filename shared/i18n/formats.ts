import { dayMs } from '../domain/day-ms.js';
import type { Locale } from '../domain/states.js';

/** Dates come as `Date`, ISO 8601 or milliseconds; all are shown in the reader's time zone. */
export type Moment = Date | string | number;

export interface Formats {
  /** `1 234,5` */
  number: (value: number) => string;
  /** `14:05` */
  time: (moment: Moment) => string;
  /** `24 ноября`; with the year where it is not the one of `now`. */
  day: (moment: Moment, now: Moment) => string;
  /** `сегодня, 14:05`, `вчера, 14:05`, `24 ноября, 14:05`. */
  moment: (moment: Moment, now: Moment) => string;
  /** `сегодня`, `вчера`, `24 ноября`: a heading above the messages of a day. */
  dayHeading: (moment: Moment, now: Moment) => string;
  /** `4:07`, `1:04:07`; never below zero, a started second counts. */
  clock: (ms: number) => string;
  /** `340 КБ`, `1,2 МБ` */
  fileSize: (bytes: number) => string;
}

/** Whole days between two moments on the reader's calendar: −1 is yesterday. */
const daysApart = (from: Date, to: Date): number => {
  const midnight = (date: Date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.round((midnight(from) - midnight(to)) / dayMs);
};

/** Numbers, dates and sizes as a reader of `locale` writes them. English is the kind that writes 24 November. */
export const createFormats = (locale: Locale): Formats => {
  const tag = locale === 'en' ? 'en-GB' : locale;
  const number = new Intl.NumberFormat(tag, { maximumFractionDigits: 1 });
  const time = new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit' });
  const dayOfYear = new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'long' });
  const dayAndYear = new Intl.DateTimeFormat(tag, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
  const relative = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' });
  const unit = (bytes: number, name: 'kilobyte' | 'megabyte') =>
    new Intl.NumberFormat(tag, {
      style: 'unit',
      unit: name,
      maximumFractionDigits: name === 'megabyte' ? 1 : 0,
    }).format(bytes);

  const day = (moment: Moment, now: Moment): string => {
    const date = new Date(moment);
    const isThisYear = date.getFullYear() === new Date(now).getFullYear();
    return (isThisYear ? dayOfYear : dayAndYear).format(date);
  };
  const dayHeading = (moment: Moment, now: Moment): string => {
    const distance = daysApart(new Date(moment), new Date(now));
    return Math.abs(distance) <= 1 ? relative.format(distance, 'day') : day(moment, now);
  };

  return {
    number: (value) => number.format(value),
    time: (moment) => time.format(new Date(moment)),
    day,
    dayHeading,
    moment: (moment, now) => `${dayHeading(moment, now)}, ${time.format(new Date(moment))}`,
    clock: (ms) => {
      const seconds = Math.max(0, Math.ceil(ms / 1_000));
      const parts = [Math.floor(seconds / 60) % 60, seconds % 60];
      if (seconds >= 3_600) parts.unshift(Math.floor(seconds / 3_600));
      return parts
        .map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0')))
        .join(':');
    },
    fileSize: (bytes) =>
      bytes < 1_000_000
        ? unit(Math.max(1, Math.round(bytes / 1_000)), 'kilobyte')
        : unit(bytes / 1_000_000, 'megabyte'),
  };
};
