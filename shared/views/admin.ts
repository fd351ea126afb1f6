import type { CalendarDayKind, PersonSettings } from '../schemas/admin.js';
import type { PoolSettings } from '../schemas/pool-settings.js';

/** A pool as its administrator sees it. */
export interface PoolSettingsView {
  poolId: string;
  code: string;
  /** How often it was changed; goes back with a change. */
  revision: number;
  settings: PoolSettings;
}

/** A member of staff as an administrator sees one. */
export interface PersonView {
  operatorId: string;
  login: string;
  revision: number;
  settings: PersonSettings;
  createdAt: string;
  /** Of the demo's simulation. */
  isTraining?: boolean;
}

/** A day that is not what its place in the week says. */
export interface CalendarDayView {
  /** `2026-05-11` */
  date: string;
  kind: CalendarDayKind;
  title: string;
  /** Shipped with the product, from the decree named here; absent: set by an administrator. */
  source?: string;
}

export interface CalendarView {
  year: number;
  /** Neither shipped nor entered: working days of that year are not known. */
  isMissing: boolean;
  days: CalendarDayView[];
}

export type AuditAction =
  | 'pool.created'
  | 'pool.changed'
  | 'person.created'
  | 'person.changed'
  /** Carries no values. */
  | 'person.password_changed'
  | 'calendar.changed'
  | 'incident.renamed'
  | 'incident.session_added'
  | 'incident.session_removed'
  /** Says how long the answer is, not what it says. */
  | 'incident.answered'
  | 'incident.closed';

/** One value of a setting; deep settings have dotted names (`escalation.windowMs`), a list is one value, nothing is null. */
export interface FieldChange {
  field: string;
  before: unknown;
  after: unknown;
}

/** Details of a `bad_request` that is about a setting and not about the form of the request. */
export interface SettingRefusal {
  /** `requestTypes`, `overflow.poolId`, `poolIds`, `login`, … */
  field: string;
  reason:
    | 'taken'
    | 'unknown'
    /** A pool that overflows into itself. */
    | 'itself'
    /** No pool would have the type `general`. */
    | 'general_needed'
    | 'last_administrator'
    /** Nobody closes their own account. */
    | 'yourself';
}

/** Who changed what and when. Values are what was before and after; no password and nothing of a citizen is in them. */
export interface AuditEntryView {
  entryId: string;
  at: string;
  /** `system` for a command of the machine, whose name is in `actorName`. */
  actorId: string;
  actorName: string;
  action: AuditAction;
  subjectId: string;
  /** The subject as people call it; the code of its topic for an incident without a name. */
  subjectTitle: string;
  changes: FieldChange[];
}
