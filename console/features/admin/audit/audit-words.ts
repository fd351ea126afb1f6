import { isRequestType } from '../../../../shared/domain/request-types.js';
import { calendarDate } from '../../../../shared/schemas/admin.js';
import { openingHours, type OpeningHours } from '../../../../shared/schemas/pool-settings.js';
import type { AuditEntryView } from '../../../../shared/views/admin.js';
import type { Words } from '../words.js';
import { durationWords } from '../durations.js';
import { weekWords } from '../pools/hours-words.js';
import { zoneTitle } from '../pools/time-zones.js';

/** Titles of what entries name by id. */
export interface AuditNames {
  poolTitles: ReadonlyMap<string, string>;
}

export interface ChangeWords {
  field: string;
  /** null: there was nothing to speak of. */
  before: string | null;
  after: string;
}

const nothing = '—';

/** «Часы работы» for `hours.week`; a field this console does not know yet, by its own name. */
export const fieldTitle = (field: string, { find }: Words): string =>
  find(`field.${field}`) ?? field;

const isWeek = (value: unknown): value is OpeningHours['week'] =>
  openingHours.shape.week.safeParse(value).success;

const wordOf = (value: string, words: Words, { poolTitles }: AuditNames): string => {
  if (isRequestType(value)) return words.t(`type.${value}`);
  const known = words.find(`value.${value}`) ?? words.find(`role.${value}`);
  return known ?? poolTitles.get(value) ?? value;
};

/** A value of a setting as a person would say it. */
export const valueWords = (
  field: string,
  value: unknown,
  words: Words,
  names: AuditNames,
): string => {
  const { t, locale } = words;
  if (value === null || value === undefined) return words.find(`field.${field}.none`) ?? nothing;
  if (typeof value === 'boolean') return t(value ? 'value.yes' : 'value.no');
  if (typeof value === 'number') {
    if (field.endsWith('Ms') || field.startsWith('boostMs.')) return durationWords(value, locale);
    return field.endsWith('Percent') ? t('value.percent', { value }) : words.number(value);
  }
  if (typeof value === 'string') {
    if (field.endsWith('timeZone')) return zoneTitle(value, words);
    return field === 'title' || field === 'titleEn' || field === 'name'
      ? `«${value}»`
      : wordOf(value, words, names);
  }
  if (isWeek(value)) return weekWords(value, words);
  if (Array.isArray(value))
    return value.length === 0
      ? t('value.nothing')
      : value.map((each) => wordOf(String(each), words, names)).join(', ');
  return JSON.stringify(value);
};

/** What was added to a list and what was taken from it: a list of thirteen twice over says less. */
const listWords = (
  before: readonly unknown[],
  after: readonly unknown[],
  words: Words,
  names: AuditNames,
): string => {
  const say = (key: 'value.added' | 'value.removed', values: readonly unknown[]) =>
    values.length === 0
      ? []
      : [
          words.t(key, {
            what: values.map((each) => wordOf(String(each), words, names)).join(', '),
          }),
        ];
  return [
    ...say(
      'value.added',
      after.filter((each) => !before.includes(each)),
    ),
    ...say(
      'value.removed',
      before.filter((each) => !after.includes(each)),
    ),
  ].join('; ');
};

/** One change in words. Of two lists only what differs is said. */
export const changeWords = (
  { field, before, after }: AuditEntryView['changes'][number],
  words: Words,
  names: AuditNames,
): ChangeWords => {
  const title = fieldTitle(field, words);
  if (Array.isArray(before) && Array.isArray(after) && !isWeek(before) && !isWeek(after))
    return { field: title, before: null, after: listWords(before, after, words, names) };
  const said = valueWords(field, before, words, names);
  return {
    field: title,
    before: said === nothing ? null : said,
    after: valueWords(field, after, words, names),
  };
};

/** «Группа изменена»; an action this console does not know yet, by its own name. */
export const actionWords = (action: string, { find }: Words): string =>
  find(`action.${action}`) ?? action;

/**
 * The subject as people call it: a day of the calendar by its date, an incident that has no name by its topic, the rest by
 * its name.
 */
export const subjectWords = (
  {
    action,
    subjectId,
    subjectTitle,
  }: Pick<AuditEntryView, 'subjectId' | 'subjectTitle'> & Partial<Pick<AuditEntryView, 'action'>>,
  { locale, t }: Words,
): string => {
  if (calendarDate.safeParse(subjectId).success)
    return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
      ...{ dateStyle: 'long', timeZone: 'UTC' },
    }).format(new Date(`${subjectId}T00:00:00Z`));
  return action?.startsWith('incident.') && isRequestType(subjectTitle)
    ? t(`type.${subjectTitle}`)
    : subjectTitle;
};
