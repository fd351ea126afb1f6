import type { CalendarDayKind } from '../../../shared/schemas/admin.js';
import type { CalendarView } from '../../../shared/views/admin.js';
import { DomainError } from '../../lib/domain-error.js';
import type { AuditService } from '../audit/audit.service.js';
import type { Actor } from '../auth/actor.js';
import type { CalendarService } from './calendar.service.js';
import type { CalendarStore } from './calendar.store.js';

interface Deps {
  store: CalendarStore;
  calendar: CalendarService;
  audit: AuditService;
  /** Makes a change count in every process. */
  announce: () => Promise<void>;
}

/** What administrators set of the production calendar. Everything fails with `forbidden` for others. */
export class CalendarSettingsService {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  listYear(actor: Actor, year: number): CalendarView {
    assertCanSetCalendar(actor);
    return this.#deps.calendar.days.listYear(year);
  }

  /** Gives the year the day belongs to. `kind: null` makes it an ordinary day of the week. */
  async setDay(
    actor: Actor,
    { date, kind, title }: { date: string; kind: CalendarDayKind | null; title: string },
  ): Promise<CalendarView> {
    assertCanSetCalendar(actor);
    const { announce, audit, calendar, store } = this.#deps;
    const year = Number(date.slice(0, 4));
    const known = calendar.days.findDay(date);
    const entry = audit.draft(actor, {
      ...{ action: 'calendar.changed', subjectId: date, subjectTitle: date },
      before: known ? { kind: known.kind, title: known.title } : {},
      after: kind === null ? {} : { kind, title },
    });
    if (entry.changes.length > 0) {
      await store.put({ date, kind: kind ?? 'ordinary', title }, entry);
      await audit.keep(store, [entry]);
      await announce();
    }
    return calendar.days.listYear(year);
  }
}

const assertCanSetCalendar = (actor: Actor): void => {
  if (actor.kind === 'staff' && actor.role === 'administrator') return;
  throw new DomainError('forbidden', 'Only administrators set the calendar.');
};
