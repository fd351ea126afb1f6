import type { CalendarDayKind } from '../../../shared/schemas/admin.js';

/** What a date is where that differs from its place in the week. A `short` Saturday is a working one. */
export type KindOfDay = (date: string) => CalendarDayKind | null;

/** One year of Russia's production calendar, as the decrees have it. */
export interface CalendarYear {
  year: number;
  /** Where the days come from. */
  source: string;
  /** Days off of this year alone, e.g. `05-11`: moved from a holiday that fell on a weekend. */
  movedHere: Readonly<Record<string, string>>;
  short: readonly string[];
}

/** Of every year: article 112 of the Labour Code. */
export const holidays: Readonly<Record<string, string>> = {
  '01-01': 'Новогодние каникулы',
  '01-02': 'Новогодние каникулы',
  '01-03': 'Новогодние каникулы',
  '01-04': 'Новогодние каникулы',
  '01-05': 'Новогодние каникулы',
  '01-06': 'Новогодние каникулы',
  '01-07': 'Рождество Христово',
  '01-08': 'Новогодние каникулы',
  '02-23': 'День защитника Отечества',
  '03-08': 'Международный женский день',
  '05-01': 'Праздник Весны и Труда',
  '05-09': 'День Победы',
  '06-12': 'День России',
  '11-04': 'День народного единства',
};
