import type { CalendarDayKind } from '../../../shared/schemas/admin.js';
import { dayMs } from '../../../shared/domain/day-ms.js';
import { limits } from '../../../shared/limits.js';
import type { CalendarStore } from './calendar.store.js';
import { ProductionCalendar } from './production-calendar.js';

type Store = Pick<CalendarStore, 'list' | 'put'>;

/** The production calendar in memory: every offer asks it, few ever change it. */
export class CalendarService {
  readonly #store: Store;
  #days = new ProductionCalendar([]);

  constructor(store: Store) {
    this.#store = store;
  }

  /** As it is now; a change makes another one. */
  get days(): ProductionCalendar {
    return this.#days;
  }

  /** Reads what administrators have set anew. */
  async reload(): Promise<void> {
    this.#days = new ProductionCalendar(await this.#store.list());
  }

  /** Years that the next opening may lie in and whose working days nobody has entered. */
  listMissingYears(now: Date): number[] {
    const soon = new Date(now.getTime() + limits.hours.maxDaysAhead * dayMs);
    const years = new Set([now.getUTCFullYear(), soon.getUTCFullYear()]);
    return [...years].filter((year) => this.#days.listYear(year).isMissing);
  }

  /** `kind: null` makes it an ordinary day of the week. Takes effect here at once, elsewhere after a reload. */
  async setDay(date: string, day: { kind: CalendarDayKind | null; title: string }): Promise<void> {
    await this.#store.put({ date, kind: day.kind ?? 'ordinary', title: day.title });
    await this.reload();
  }
}
