import { z } from 'zod';
import { requestTypes } from '../domain/request-types.js';
import { limits } from '../limits.js';
import { skillNeeds } from '../routing/skills.js';
import { id, words } from './common.js';

/** `09:00` … `24:00`, on a pool's own clock. */
const clockTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/);

/** From one moment of a day until another; nothing runs over midnight, which two intervals do. */
export const openingInterval = z
  .strictObject({ from: clockTime, to: clockTime })
  .refine(({ from, to }) => from < to, { message: 'An interval ends after it begins.' });
export type OpeningInterval = z.infer<typeof openingInterval>;

/** Intervals of one day, in order, none touching another. */
const openingDay = z
  .array(openingInterval)
  .max(limits.hours.maxIntervals)
  .refine(
    (day) => day.every(({ from }, index) => index === 0 || (day[index - 1]?.to ?? '') < from),
    {
      message: 'Intervals follow each other with a pause between.',
    },
  );

const isTimeZone = (timeZone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('ru', { timeZone }).format(0) !== '';
  } catch {
    return false;
  }
};

/** When a pool answers. */
export const openingHours = z
  .strictObject({
    /** IANA, e.g. `Europe/Moscow`. */
    timeZone: z.string().max(64).refine(isTimeZone, { message: 'No such time zone.' }),
    /** Seven days, Monday first. */
    week: z.array(openingDay).length(7),
    /** Closed on holidays and open on working Saturdays, by the production calendar; the eve of a holiday is an hour shorter. */
    followsCalendar: z.boolean(),
  })
  .refine(({ week }) => week.some((day) => day.length > 0), {
    message: 'At least one day has to be open.',
  });
export type OpeningHours = z.infer<typeof openingHours>;

/** Where waiting chats of a pool are offered as well, and when. */
export const overflowRule = z.strictObject({
  poolId: id,
  afterMs: z.int().min(limits.overflow.minAfterMs).max(limits.overflow.maxAfterMs),
  /** Or after so many offers that nobody took. */
  afterOffers: z.int().min(1).max(20),
});
export type OverflowRule = z.infer<typeof overflowRule>;

/** What is offered beside waiting in the chat. */
const longWaitRule = z.strictObject({
  /** From this median wait on. */
  afterMs: z.int().min(limits.longWait.minAfterMs).max(limits.longWait.maxAfterMs),
  /** Callbacks of one slot; 0: none are offered. */
  callbacksPerSlot: z.int().min(0).max(limits.callback.maxPerSlot),
});
export type LongWaitRule = z.infer<typeof longWaitRule>;
export const defaultLongWait: LongWaitRule = {
  afterMs: limits.longWait.afterMs,
  callbacksPerSlot: limits.callback.perSlot,
};

const boost = z.int().min(0).max(limits.queue.maxBoostMs);
const percent = z.int().min(1).max(99);
const escalationWindow = z
  .int()
  .min(limits.escalation.minWindowMs)
  .max(limits.escalation.maxWindowMs);
const skillRule = z.strictObject({
  need: z.enum(skillNeeds),
  relaxAfterMs: z.int().min(0).max(limits.skills.maxRelaxMs),
});

/** Everything about a pool that an administrator sets. */
export const poolSettings = z
  .strictObject({
    title: words(80),
    titleEn: words(80),
    requestTypes: z.array(z.enum(requestTypes)).max(requestTypes.length),
    escalation: z.strictObject({
      windowMs: escalationWindow,
      urgentWindowMs: escalationWindow,
      allPoolsPercent: percent,
      reservePercent: percent,
    }),
    boostMs: z.strictObject({ raised: boost, urgent: boost }),
    skills: z.strictObject({ requestType: skillRule, language: skillRule, tier: skillRule }),
    /** null: at any time. */
    hours: openingHours.nullable(),
    /** null: nowhere. */
    overflow: overflowRule.nullable(),
    longWait: longWaitRule,
  })
  .refine(({ escalation }) => escalation.allPoolsPercent < escalation.reservePercent, {
    message: 'The search goes to every pool before it goes to reserve seats.',
    path: ['escalation', 'reservePercent'],
  })
  .refine(({ requestTypes: types }) => new Set(types).size === types.length, {
    message: 'A type is named once.',
    path: ['requestTypes'],
  });
export type PoolSettings = z.infer<typeof poolSettings>;
