import { dayMs } from '../../../shared/domain/day-ms.js';
import { productTimeZone } from '../../../shared/domain/product-time-zone.js';

export const periods = ['today', 'yesterday', 'week', 'month'] as const;
export type Period = (typeof periods)[number];

/** How many days ago a period begins, and ends. */
const reach: Record<Period, [from: number, to: number]> = {
  today: [0, 0],
  yesterday: [1, 1],
  week: [6, 0],
  month: [29, 0],
};

const dayFormat = new Intl.DateTimeFormat('en', {
  ...{ year: 'numeric', month: '2-digit', day: '2-digit', timeZone: productTimeZone },
});

/** `2026-11-30`, on the calendar by which days are counted. */
const dayOf = (ms: number): string => {
  const parts = new Map(dayFormat.formatToParts(ms).map(({ type, value }) => [type, value]));
  return ['year', 'month', 'day'].map((part) => parts.get(part as 'day')).join('-');
};

/** What to ask the server for. */
export const writeQuery = (period: Period, nowMs: number, poolId: string | null): string => {
  const [from, to] = reach[period].map((days) => dayOf(nowMs - days * dayMs));
  return new URLSearchParams({
    ...{ from: from ?? '', to: to ?? '' },
    ...(poolId === null ? {} : { poolId }),
  }).toString();
};
