import type { CalendarDayKind } from '../../../shared/schemas/admin.js';
import type { OpeningHours } from '../../../shared/schemas/pool-settings.js';
import type { CalendarDayView, CalendarView } from '../../../shared/views/admin.js';
import { holidays, type CalendarYear } from './calendar-day.js';
import type { StoredCalendarDay } from './calendar.store.js';
import { listOpenSpans, openingAt, type OpenSpan } from './opening-hours.js';
import { year2026 } from './years/year-2026.js';
import { year2027 } from './years/year-2027.js';

const shippedYears: readonly CalendarYear[] = [year2026, year2027];

const daysOf = ({ year, source, movedHere, short }: CalendarYear): CalendarDayView[] => {
  const dayOf = (kind: CalendarDayKind, day: string, title = ''): CalendarDayView => ({
    ...{ date: `${String(year)}-${day}`, kind, title, source },
  });
  return [
    ...Object.entries({ ...holidays, ...movedHere }).map(([day, title]) =>
      dayOf('holiday', day, title),
    ),
    ...short.map((day) => dayOf('short', day)),
  ];
};

const shipped = new Map(shippedYears.flatMap(daysOf).map((day) => [day.date, day] as const));

/** Russia's production calendar, as shipped and as administrators have changed it, and what is open by it. Pure. */
export class ProductionCalendar {
  readonly #changed: ReadonlyMap<string, StoredCalendarDay>;

  constructor(changed: readonly StoredCalendarDay[]) {
    this.#changed = new Map(changed.map((day) => [day.date, day]));
  }

  kindOf(date: string): CalendarDayKind | null {
    return this.findDay(date)?.kind ?? null;
  }

  /** null: an ordinary day of the week. */
  findDay(date: string): CalendarDayView | null {
    const changed = this.#changed.get(date);
    if (!changed) return shipped.get(date) ?? null;
    const { kind, title } = changed;
    return kind === 'ordinary' ? null : { date, kind, title };
  }

  /** Days of a year that are not ordinary, in order. */
  listYear(year: number): CalendarView {
    const isOfYear = (date: string) => date.startsWith(`${String(year)}-`);
    const dates = new Set([...shipped.keys(), ...this.#changed.keys()].filter(isOfYear));
    return {
      year,
      isMissing: dates.size === 0,
      days: [...dates].sort().flatMap((date) => this.findDay(date) ?? []),
    };
  }

  /** Without hours it is open at any time and nothing changes. */
  openingAt(
    hours: OpeningHours | undefined,
    atMs: number,
  ): { isOpen: boolean; changesAtMs: number | null } {
    if (!hours) return { isOpen: true, changesAtMs: null };
    return openingAt(hours, atMs, (date) => this.kindOf(date));
  }

  /** From `atMs` on, in order. Without hours one that never ends. */
  listOpenSpans(hours: OpeningHours | undefined, atMs: number): Iterable<OpenSpan> {
    if (!hours) return [{ fromMs: atMs, toMs: Infinity }];
    return listOpenSpans(hours, atMs, (date) => this.kindOf(date));
  }
}
