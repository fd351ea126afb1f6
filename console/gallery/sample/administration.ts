import { limits } from '../../../shared/limits.js';
import { defaultSkillRules } from '../../../shared/routing/skills.js';
import type { CalendarDayKind, PersonSettings } from '../../../shared/schemas/admin.js';
import {
  defaultLongWait,
  type OpeningHours,
  type PoolSettings,
} from '../../../shared/schemas/pool-settings.js';
import type {
  AuditEntryView,
  CalendarDayView,
  CalendarView,
  PersonView,
  PoolSettingsView,
} from '../../../shared/views/admin.js';
import { ago, sampleId } from './clock.js';
import { administrator, operators, pools, vera } from './people.js';

const day = [{ from: '09:00', to: '18:00' }];
const withBreak = [
  { from: '09:00', to: '13:00' },
  { from: '14:00', to: '18:00' },
];
const friday = [{ from: '09:00', to: '16:45' }];
const weekend = [{ from: '10:00', to: '16:00' }];

const hours = (timeZone: string, week: OpeningHours['week']): OpeningHours => ({
  ...{ timeZone, week },
  followsCalendar: true,
});

const minute = 60_000;

const titlesInEnglish: Record<string, string> = {
  access: 'Access',
  applications: 'Applications',
  technical: 'Technical support',
  payments: 'Payments',
  social: 'Benefits',
  signature: 'E-signature',
  agencies: 'Agencies',
  quality: 'Quality',
  general: 'General',
};

const [, , technical, , , , , , general] = pools;

const special: Record<string, Partial<PoolSettings>> = {
  access: {
    hours: hours('Europe/Moscow', [withBreak, day, day, day, friday, [], []]),
    overflow: { poolId: technical?.poolId ?? '', afterMs: 3 * minute, afterOffers: 3 },
  },
  payments: {
    hours: hours('Asia/Yekaterinburg', [day, day, day, day, day, weekend, weekend]),
    overflow: { poolId: general?.poolId ?? '', afterMs: 90_000, afterOffers: 5 },
    longWait: { afterMs: 20 * minute, callbacksPerSlot: 5 },
  },
  social: { hours: hours('Europe/Moscow', [day, [], day, [], day, [], []]) },
};

export const poolSettings: readonly PoolSettingsView[] = pools.map((pool, index) => ({
  poolId: pool.poolId,
  code: pool.code,
  revision: index,
  settings: {
    title: pool.title,
    titleEn: titlesInEnglish[pool.code] ?? '',
    requestTypes: [...pool.requestTypes],
    escalation: {
      windowMs: limits.escalation.windowMs,
      urgentWindowMs: limits.escalation.urgentWindowMs,
      allPoolsPercent: limits.escalation.stepPercents.allPools,
      reservePercent: limits.escalation.stepPercents.reserve,
    },
    boostMs: { raised: limits.queue.boostMs.raised, urgent: limits.queue.boostMs.urgent },
    skills: defaultSkillRules,
    hours: null,
    overflow: null,
    longWait: defaultLongWait,
    ...special[pool.code],
  },
}));

const person = (
  who: { operatorId: string; login: string; name: string; role: PersonSettings['role'] },
  settings: Partial<PersonSettings> = {},
): PersonView => ({
  operatorId: who.operatorId,
  login: who.login,
  revision: 2,
  createdAt: ago(90 * 86_400),
  settings: {
    name: who.name,
    role: who.role,
    poolIds: pools.map(({ poolId }) => poolId),
    capacity: limits.seats.defaultCapacity,
    requestTypes: null,
    languages: null,
    isActive: true,
    ...settings,
  },
});

const closedPerson = {
  operatorId: sampleId(0x220),
  login: 'konstantin',
  name: 'Константин Вересаев-Преображенский',
  role: 'operator',
} as const;

const logins = ['anna', 'pavel', 'oleg', 'marina', 'timur', 'elena', 'igor'];

export const people: readonly PersonView[] = [
  ...operators.map((who, index) =>
    person(
      { ...who, login: logins[index] ?? '' },
      {
        poolIds: who.poolIds,
        ...(index === 2
          ? { requestTypes: ['technical_fault', 'payments'], languages: ['ru'] }
          : {}),
      },
    ),
  ),
  person(vera, { poolIds: [] }),
  person(administrator, { poolIds: [] }),
  person(closedPerson, { isActive: false, poolIds: [sampleId(0x101)] }),
];

const decree = 'Постановление Правительства РФ от 24.09.2025 №\u00a01466';

const special2026: readonly [string, CalendarDayKind, string][] = [
  ...Array.from(
    { length: 8 },
    (_day, index) =>
      [
        `2026-01-0${String(index + 1)}`,
        'holiday',
        index === 6 ? 'Рождество Христово' : 'Новогодние каникулы',
      ] as [string, CalendarDayKind, string],
  ),
  ['2026-01-09', 'holiday', 'Перенос с субботы 3 января'],
  ['2026-02-23', 'holiday', 'День защитника Отечества'],
  ['2026-03-09', 'holiday', 'Перенос с воскресенья 8 марта'],
  ['2026-04-30', 'short', 'Накануне Праздника Весны и Труда'],
  ['2026-05-01', 'holiday', 'Праздник Весны и Труда'],
  ['2026-05-08', 'short', 'Накануне Дня Победы'],
  ['2026-05-11', 'holiday', 'Перенос с субботы 9 мая'],
  ['2026-06-11', 'short', 'Накануне Дня России'],
  ['2026-06-12', 'holiday', 'День России'],
  ['2026-11-03', 'short', 'Накануне Дня народного единства'],
  ['2026-11-04', 'holiday', 'День народного единства'],
  ['2026-12-31', 'holiday', 'Перенос с воскресенья 4 января'],
];

const byHand: CalendarDayView = {
  date: '2026-11-28',
  kind: 'working',
  title: 'Рабочая суббота вместо понедельника',
};

const days2026 = [
  ...special2026.map(([date, kind, title]) => ({ date, kind, title, source: decree })),
  byHand,
];

/** 2026 is filled in, no other year is. */
export const calendarOf = (year: number): CalendarView => ({
  year,
  isMissing: year !== 2026,
  days: year === 2026 ? days2026 : [],
});

const [access, , , payments] = poolSettings;
const [anna, , oleg] = people;

const entry = (
  index: number,
  seconds: number,
  part: Pick<AuditEntryView, 'action' | 'subjectId' | 'subjectTitle'> & Partial<AuditEntryView>,
): AuditEntryView => ({
  entryId: sampleId(0xa00 + index),
  at: ago(seconds),
  actorId: administrator.operatorId,
  actorName: administrator.name,
  changes: [],
  ...part,
});

const ofPool = (pool: PoolSettingsView | undefined) => ({
  subjectId: pool?.poolId ?? '',
  subjectTitle: pool?.settings.title ?? '',
});
const ofPerson = (who: PersonView | undefined) => ({
  subjectId: who?.operatorId ?? '',
  subjectTitle: who?.settings.name ?? '',
});

const portalIsDown = { subjectId: sampleId(0xaff), subjectTitle: 'Портал не открывается' };

export const auditEntries: readonly AuditEntryView[] = [
  entry(1, 900, {
    ...{ action: 'pool.changed', ...ofPool(access) },
    changes: [
      { field: 'escalation.windowMs', before: 15 * minute, after: 10 * minute },
      { field: 'escalation.allPoolsPercent', before: 50, after: 40 },
      { field: 'hours.week', before: null, after: access?.settings.hours?.week },
      { field: 'hours.timeZone', before: null, after: 'Europe/Moscow' },
      { field: 'requestTypes', before: ['account_access'], after: ['account_access', 'profile'] },
    ],
  }),
  entry(2, 3_600, {
    ...{ action: 'person.changed', ...ofPerson(oleg) },
    changes: [
      { field: 'capacity', before: 6, after: 4 },
      { field: 'languages', before: null, after: ['ru'] },
      {
        field: 'poolIds',
        before: [pools[0]?.poolId, pools[2]?.poolId],
        after: [pools[2]?.poolId, pools[3]?.poolId],
      },
    ],
  }),
  entry(3, 7_200, { action: 'person.password_changed', ...ofPerson(anna) }),
  entry(4, 90_000, {
    ...{ action: 'calendar.changed', subjectId: byHand.date, subjectTitle: byHand.date },
    changes: [
      { field: 'kind', before: null, after: 'working' },
      { field: 'title', before: null, after: byHand.title },
    ],
  }),
  entry(5, 180_000, {
    ...{ action: 'pool.changed', ...ofPool(payments) },
    actorName: vera.name,
    changes: [
      { field: 'overflow.poolId', before: null, after: general?.poolId },
      { field: 'overflow.afterMs', before: null, after: 90_000 },
      { field: 'skills.language.need', before: 'required', after: 'preferred' },
      { field: 'boostMs.urgent', before: 5 * minute, after: 15 * minute },
      { field: 'longWait.afterMs', before: 10 * minute, after: 20 * minute },
      { field: 'longWait.callbacksPerSlot', before: 2, after: 5 },
    ],
  }),
  entry(6, 200_000, {
    ...{ action: 'person.created', ...ofPerson(oleg), actorId: 'system', actorName: 'create-user' },
    changes: [
      { field: 'name', before: null, after: oleg?.settings.name },
      { field: 'role', before: null, after: 'operator' },
      { field: 'isActive', before: null, after: true },
    ],
  }),
  entry(7, 210_000, {
    ...{ action: 'incident.answered', ...portalIsDown, actorName: vera.name },
    changes: [
      { field: 'answerLength', before: null, after: 126 },
      { field: 'isForLater', before: null, after: true },
    ],
  }),
  entry(8, 210_300, {
    ...{ action: 'incident.session_added', ...portalIsDown, actorName: vera.name },
    changes: [{ field: 'appealNumber', before: null, after: '2026-000418-7' }],
  }),
  entry(9, 210_600, {
    ...{ action: 'incident.renamed', ...portalIsDown, actorName: vera.name },
    changes: [{ field: 'title', before: null, after: portalIsDown.subjectTitle }],
  }),
];
