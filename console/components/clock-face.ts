export type Urgency = 'neutral' | 'warning' | 'danger';

/** Under 30 % of the time it is a warning, under 10 % danger [design.md, States]. */
export const urgencyOf = (share: number): Urgency =>
  share < 0.1 ? 'danger' : share < 0.3 ? 'warning' : 'neutral';

const spokenFor = 2_000;
const spokenMoments = [
  ['fiveMinutes', 300_000],
  ['oneMinute', 60_000],
  ['tenSeconds', 10_000],
] as const;

/** What a screen reader hears now; null at all other seconds. Stands for two seconds, so that no reader misses it. */
export const announcementAt = (leftMs: number): (typeof spokenMoments)[number][0] | null =>
  spokenMoments.find(([, atMs]) => leftMs <= atMs && leftMs > atMs - spokenFor)?.[0] ?? null;
