import { z } from 'zod';
import { requestTypes } from '../domain/request-types.js';
import { locales, roles } from '../domain/states.js';
import { limits } from '../limits.js';
import { id, words } from './common.js';
import { poolSettings } from './pool-settings.js';

/** How often a thing was changed when the screen was filled: somebody else's change meanwhile is never overwritten. */
const revision = z.int().min(0);

export const poolParams = z.strictObject({ poolId: id });
export const poolChangeInput = z.strictObject({ revision, settings: poolSettings });
export type PoolChangeInput = z.input<typeof poolChangeInput>;

export const poolCreateInput = z.strictObject({
  code: z.string().regex(/^[a-z][a-z0-9_]{1,31}$/),
  settings: poolSettings,
});
export type PoolCreateInput = z.input<typeof poolCreateInput>;

/** What an administrator sets of a member of staff. */
export const personSettings = z.strictObject({
  name: words(120),
  role: z.enum(roles),
  poolIds: z.array(id).max(200),
  capacity: z.int().min(1).max(limits.seats.maxCapacity),
  /** null: every type of the pools. */
  requestTypes: z.array(z.enum(requestTypes)).min(1).max(requestTypes.length).nullable(),
  /** null: every language of the product. */
  languages: z.array(z.enum(locales)).min(1).nullable(),
  isActive: z.boolean(),
});
export type PersonSettings = z.infer<typeof personSettings>;

const password = z.string().min(limits.auth.minPasswordLength).max(limits.auth.maxPasswordLength);

export const personParams = z.strictObject({ operatorId: id });
export const personChangeInput = z.strictObject({ revision, settings: personSettings });
export type PersonChangeInput = z.input<typeof personChangeInput>;
export const personCreateInput = z.strictObject({
  login: words(80),
  password,
  settings: personSettings,
});
export type PersonCreateInput = z.input<typeof personCreateInput>;
export const personPasswordInput = z.strictObject({ password });

export const calendarDate = z.iso.date();
export const calendarDayKinds = [
  /** Nobody works. */
  'holiday',
  /** An hour shorter: the eve of a holiday. */
  'short',
  /** A Saturday or Sunday on which everybody works. */
  'working',
] as const;
export type CalendarDayKind = (typeof calendarDayKinds)[number];

export const calendarParams = z.strictObject({ date: calendarDate });
export const calendarQuery = z.strictObject({ year: z.coerce.number().int().min(2020).max(2100) });
/** `kind: null` makes it an ordinary day of the week again. */
export const calendarDayInput = z.strictObject({
  kind: z.enum(calendarDayKinds).nullable(),
  title: words(120),
});
export type CalendarDayInput = z.input<typeof calendarDayInput>;

/** A page of the audit log, the newest first; `before` is the last entry's id of the page before. */
export const auditQuery = z.strictObject({
  before: id.optional(),
  subjectId: z.string().max(64).optional(),
});
