import type { CalendarDayKind } from '../../../../shared/schemas/admin.js';
import type { CalendarDayView } from '../../../../shared/views/admin.js';
import type { Words } from '../words.js';
import { isWeekend } from './year-grid.js';

/** What a day is called: its kind, or what its place in the week makes of it. */
export const kindWords = (
  date: string,
  kind: CalendarDayKind | null,
  { t }: Pick<Words, 't'>,
): string =>
  kind === null
    ? t(isWeekend(date) ? 'calendar.kind.weekend' : 'calendar.kind.workday')
    : t(`calendar.kind.${kind}`);

/** «11 мая, понедельник» */
export const dateWords = (date: string, { locale }: Pick<Words, 'locale'>): string => {
  const tag = locale === 'en' ? 'en-GB' : locale;
  const moment = new Date(`${date}T00:00:00Z`);
  const day = new Intl.DateTimeFormat(tag, {
    ...{ day: 'numeric', month: 'long', timeZone: 'UTC' },
  }).format(moment);
  const weekday = new Intl.DateTimeFormat(tag, { weekday: 'long', timeZone: 'UTC' }).format(moment);
  return `${day}, ${weekday}`;
};

/** What is heard at a day of the grid. */
export const dayLabel = (date: string, day: CalendarDayView | undefined, words: Words): string =>
  [
    dateWords(date, words),
    kindWords(date, day?.kind ?? null, words),
    ...(day ? [day.title] : []),
  ].join(', ');
