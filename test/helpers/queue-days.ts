import { Random } from '../../server/seed/random.js';
import { computeWaitInterval } from '../../shared/routing/wait-interval.js';

const minute = 60_000;
const hour = 60 * minute;
const serviceMs = 8 * minute;
/** Newest waits an interval is made of. */
const kept = 200;

interface Ended {
  atMs: number;
  waitMs: number;
  position: number;
}

export interface QueueDays {
  operators: number;
  /** Arrivals of the busiest hour by what the operators can serve. */
  load: number;
  days: number;
  /** The wait itself instead of the time a place takes. */
  isWhole?: boolean;
}

/** By three in the afternoon at its height, a third of that in the morning; nobody at night. */
const shareAt = (atMs: number): number => {
  const hourOfDay = (atMs / hour) % 24;
  if (hourOfDay < 8 || hourOfDay > 20) return 0;
  return 0.35 + 0.65 * Math.max(0, Math.sin((Math.PI * (hourOfDay - 8)) / 12));
};

/**
 * Days of one queue, served in order by whoever is free first: what share of the waits fell inside the interval that stood
 * when they began. Deterministic.
 */
export const simulateQueueDays = ({ operators, load, days, isWhole = false }: QueueDays) => {
  const random = new Random(777);
  const exponential = (mean: number) => -mean * Math.log(1 - random.next());
  const freeAt = Array.from({ length: operators }, () => 0);
  const peakRate = (operators / serviceMs) * load;
  const ended: Ended[] = [];
  let waiting: Ended[] = [];
  const result = { known: 0, inside: 0, sooner: 0, later: 0 };
  for (let nowMs = 0; nowMs < days * 24 * hour; nowMs += exponential(1 / peakRate)) {
    if (random.next() > shareAt(nowMs)) continue;
    const arrivedMs = nowMs;
    ended.push(...waiting.filter(({ atMs }) => atMs <= arrivedMs));
    waiting = waiting.filter(({ atMs }) => atMs > arrivedMs);
    const position = waiting.length + 1;
    freeAt.sort((a, b) => a - b);
    const startMs = Math.max(nowMs, freeAt[0] ?? 0) + 3_000 + exponential(6_000);
    freeAt[0] = startMs + serviceMs * (0.3 + exponential(0.7));
    const waitMs = startMs - nowMs;
    const paces = ended
      .slice(-kept)
      .map((wait) => (isWhole ? wait.waitMs / position : wait.waitMs / wait.position))
      .sort((a, b) => a - b);
    const interval = computeWaitInterval(paces, position);
    waiting.push({ atMs: startMs, waitMs, position });
    if (!interval) continue;
    result.known += 1;
    if (waitMs < interval.p10) result.sooner += 1;
    else if (waitMs > interval.p90) result.later += 1;
    else result.inside += 1;
  }
  return result;
};
