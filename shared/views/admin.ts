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

/** Who changed what and when. Values are what was before and after; no password and nothing of a citizen is in them. */
export interface AuditEntryView {
  entryId: string;
  at: string;
  actorId: string;
  actorName: string;
  /** `pool.changed`, `person.created`, … */
  action: string;
  subjectId: string;
  /** The subject as people call it. */
  subjectTitle: string;
  changes: { field: string; before: unknown; after: unknown }[];
}
