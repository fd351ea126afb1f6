import type { CalendarDayKind } from '../../../shared/schemas/admin.js';

/** What a date is where that differs from its place in the week. A `short` Saturday is a working one. */
export type KindOfDay = (date: string) => CalendarDayKind | null;

/** One year of Russia's production calendar, as the decrees have it. */
export interface CalendarYear {
  year: number;
  /** Where the days come from. */
  source: string;
  /** `05-11` */
  holidays: Readonly<Record<string, string>>;
  short: readonly string[];
  working: readonly string[];
}
