import { requestTypes, type RequestType } from '../../shared/domain/request-types.js';
import type { Locale } from '../../shared/domain/states.js';
import { Random } from '../../server/seed/random.js';

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** One more stream of chance out of a seed: what somebody does depends on nobody else's chance. */
export const streamOf = (seed: number, ...parts: number[]): Random =>
  new Random(parts.reduce((mixed, part) => Math.imul(mixed ^ part, 0x9e3779b1) + 0x7f4a7c15, seed));

/** A time with a mean; most are shorter, a few much longer. */
export const lasting = (random: Random, meanMs: number): number =>
  Math.round(-Math.log(1 - random.next()) * meanMs);

/** Chats of each hour of the day in hundredths of a quiet hour: peaks at ten and at four in the afternoon. */
const hourly = [
  ...[12, 8, 6, 5, 6, 10, 25, 50, 90, 140, 190, 150],
  ...[115, 105, 125, 160, 190, 150, 105, 85, 70, 50, 35, 20],
];

/** How often each type is asked about. */
const shares: Record<RequestType, number> = {
  ...{ account_access: 16, applications: 13, application_status: 14, technical_fault: 9 },
  ...{ mobile_app: 6, payments: 11, profile: 6, benefits: 9, e_signature: 4 },
  ...{ integrated_services: 5, complaint: 2, suggestion: 1, general: 4 },
};

const pickWeighted = (random: Random, weights: readonly number[]): number => {
  let left = random.next() * weights.reduce((sum, weight) => sum + weight, 0);
  const found = weights.findIndex((weight) => (left -= weight) < 0);
  return Math.max(0, found);
};

export const pickType = (random: Random): RequestType =>
  requestTypes[
    pickWeighted(
      random,
      requestTypes.map((type) => shares[type]),
    )
  ] ?? 'general';

export const shareOf = (types: readonly RequestType[]): number =>
  types.reduce((sum, type) => sum + shares[type], 0);

/** A chat that will come: what its citizen asks, and the seed of everything they will do. */
export interface PlannedChat {
  sessionId: string;
  citizenId: string;
  /** ms since midnight */
  atMs: number;
  requestType: RequestType;
  locale: Locale;
  /** An earlier appeal is cited: raised. */
  isRepeat: boolean;
  /** Calls a senior as soon as they wait: urgent. */
  callsAtOnce: boolean;
  seed: number;
}

export const planChats = (seed: number, count: number): PlannedChat[] => {
  const random = streamOf(seed, 1);
  const moments = Array.from({ length: count }, () => {
    const hour = pickWeighted(random, hourly);
    return Math.floor(hour * hourMs + random.next() * hourMs);
  });
  return moments
    .sort((a, b) => a - b)
    .map((atMs, index) => ({
      sessionId: `s${String(index).padStart(6, '0')}`,
      citizenId: `c${String(index).padStart(6, '0')}`,
      atMs,
      requestType: pickType(random),
      locale: random.chance(0.04) ? 'en' : 'ru',
      isRepeat: random.chance(0.08),
      callsAtOnce: random.chance(0.02),
      seed: random.between(1, 2 ** 31),
    }));
};
