import type { RequestType } from '../../../../shared/domain/request-types.js';
import { limits } from '../../../../shared/limits.js';
import {
  defaultSkillRules,
  type SkillKind,
  type SkillRule,
} from '../../../../shared/routing/skills.js';
import {
  defaultLongWait,
  type OpeningInterval,
  type PoolSettings,
} from '../../../../shared/schemas/pool-settings.js';
import type { PoolSettingsView } from '../../../../shared/views/admin.js';
import { readMinutes, readNumber, readSeconds, writeMinutes, writeSeconds } from '../durations.js';
import { readClock, writeClock } from './clock-text.js';

/** A pool's settings as its form holds them: numbers as they are typed, and what is switched off kept beside. */
export interface PoolDraft {
  code: string;
  title: string;
  titleEn: string;
  requestTypes: readonly RequestType[];
  isAlwaysOpen: boolean;
  timeZone: string;
  week: readonly (readonly OpeningInterval[])[];
  followsCalendar: boolean;
  isOverflowing: boolean;
  overflow: { poolId: string; after: string; offers: string };
  longWait: { after: string; callbacksPerSlot: string };
  boosts: { raised: string; urgent: string };
  skills: Record<SkillKind, { need: SkillRule['need']; relaxAfter: string }>;
  escalation: { window: string; urgentWindow: string; allPools: string; reserve: string };
}

const workday: readonly OpeningInterval[] = [{ from: '9:00', to: '18:00' }];
const workWeek = [workday, workday, workday, workday, workday, [], []];

const writeDay = (day: readonly OpeningInterval[]): readonly OpeningInterval[] =>
  day.map(({ from, to }) => ({ from: writeClock(from), to: writeClock(to) }));

const eachSkill = <T>(make: (kind: SkillKind) => T): Record<SkillKind, T> => ({
  requestType: make('requestType'),
  language: make('language'),
  tier: make('tier'),
});

export const draftOfPool = (code: string, settings: PoolSettings): PoolDraft => {
  const { hours, overflow, longWait, boostMs, skills, escalation } = settings;
  return {
    code,
    title: settings.title,
    titleEn: settings.titleEn,
    requestTypes: settings.requestTypes,
    isAlwaysOpen: hours === null,
    timeZone: hours?.timeZone ?? 'Europe/Moscow',
    week: hours?.week.map(writeDay) ?? workWeek,
    followsCalendar: hours?.followsCalendar ?? true,
    isOverflowing: overflow !== null,
    overflow: {
      poolId: overflow?.poolId ?? '',
      after: writeMinutes(overflow?.afterMs ?? limits.overflow.afterMs),
      offers: String(overflow?.afterOffers ?? limits.overflow.afterOffers),
    },
    longWait: {
      after: writeMinutes(longWait.afterMs),
      callbacksPerSlot: String(longWait.callbacksPerSlot),
    },
    boosts: { raised: writeMinutes(boostMs.raised), urgent: writeMinutes(boostMs.urgent) },
    skills: eachSkill((kind) => ({
      need: skills[kind].need,
      relaxAfter: writeSeconds(skills[kind].relaxAfterMs),
    })),
    escalation: {
      window: writeMinutes(escalation.windowMs),
      urgentWindow: writeMinutes(escalation.urgentWindowMs),
      allPools: String(escalation.allPoolsPercent),
      reserve: String(escalation.reservePercent),
    },
  };
};

const { stepPercents } = limits.escalation;

/** What a new pool begins with: the product's own numbers, open at any time. */
export const newPoolDraft = (): PoolDraft =>
  draftOfPool('', {
    title: '',
    titleEn: '',
    requestTypes: [],
    escalation: {
      windowMs: limits.escalation.windowMs,
      urgentWindowMs: limits.escalation.urgentWindowMs,
      allPoolsPercent: stepPercents.allPools,
      reservePercent: stepPercents.reserve,
    },
    boostMs: { raised: limits.queue.boostMs.raised, urgent: limits.queue.boostMs.urgent },
    skills: defaultSkillRules,
    hours: null,
    overflow: null,
    longWait: defaultLongWait,
  });

/** What is sent. Text that is no number becomes NaN, which the schema refuses at its field. */
export const settingsOfPool = (draft: PoolDraft): PoolSettings => ({
  title: draft.title,
  titleEn: draft.titleEn,
  requestTypes: [...draft.requestTypes],
  escalation: {
    windowMs: readMinutes(draft.escalation.window),
    urgentWindowMs: readMinutes(draft.escalation.urgentWindow),
    allPoolsPercent: readNumber(draft.escalation.allPools),
    reservePercent: readNumber(draft.escalation.reserve),
  },
  boostMs: {
    raised: readMinutes(draft.boosts.raised),
    urgent: readMinutes(draft.boosts.urgent),
  },
  skills: eachSkill((kind) => ({
    need: draft.skills[kind].need,
    relaxAfterMs: readSeconds(draft.skills[kind].relaxAfter),
  })),
  hours: draft.isAlwaysOpen
    ? null
    : {
        timeZone: draft.timeZone,
        week: draft.week.map((day) =>
          day.map(({ from, to }) => ({ from: readClock(from), to: readClock(to) })),
        ),
        followsCalendar: draft.followsCalendar,
      },
  overflow: draft.isOverflowing
    ? {
        poolId: draft.overflow.poolId,
        afterMs: readMinutes(draft.overflow.after),
        afterOffers: readNumber(draft.overflow.offers),
      }
    : null,
  longWait: {
    afterMs: readMinutes(draft.longWait.after),
    callbacksPerSlot: readNumber(draft.longWait.callbacksPerSlot),
  },
});

export interface TakenType {
  type: RequestType;
  /** Whose it is now. */
  pool: string;
}

/** Types that saving would take from other pools: each belongs to one. */
export const findTakenTypes = (
  requestTypes: readonly RequestType[],
  ownId: string | undefined,
  pools: readonly PoolSettingsView[],
): TakenType[] =>
  pools
    .filter(({ poolId }) => poolId !== ownId)
    .flatMap(({ settings }) =>
      settings.requestTypes
        .filter((type) => requestTypes.includes(type))
        .map((type) => ({ type, pool: settings.title })),
    );
