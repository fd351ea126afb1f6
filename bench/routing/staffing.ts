import type { Role } from '../../shared/domain/states.js';
import type { StaffPerson } from '../../server/features/operators/staff-directory.js';
import type { Pool } from '../../server/features/pools/pool.model.js';
import type { Random } from '../../server/seed/random.js';
import { hourMs, minuteMs, shareOf, streamOf } from './plan.js';

/** From one moment until another, in ms since midnight. */
export interface Span {
  fromMs: number;
  toMs: number;
}

/** Somebody of the staff and what the day brings them, the same whoever gets which chat. */
export interface PlannedPerson {
  person: StaffPerson;
  shift: Span;
  breaks: Span[];
  /** The connection is gone. */
  lost: Span[];
  /** Away from the screen without a word: offers go by. */
  absent: Span[];
  /** Says «занят»: no new chats. */
  busy: Span[];
  seed: number;
}

/** When shifts begin, and how many of a hundred people begin then: most are there for both peaks. */
const starts: [hour: number, weight: number][] = [
  ...([
    [9, 30],
    [8, 22],
    [12, 16],
    [10, 14],
    [0, 6],
    [15, 6],
    [22, 6],
  ] as [number, number][]),
];
const shiftHours = 9;

/** Whoever is next in a list where each appears as often as its weight says: shares are kept at every length. */
const dealByWeight = (weights: readonly number[], count: number): number[] => {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const dealt = weights.map(() => 0);
  return Array.from({ length: count }, (_, index) => {
    const owed = weights.map((weight, slot) => (weight * (index + 1)) / total - (dealt[slot] ?? 0));
    const slot = owed.indexOf(Math.max(...owed));
    dealt[slot] = (dealt[slot] ?? 0) + 1;
    return slot;
  });
};

const roleOf = (index: number): Role => {
  if (index % 25 === 24) return 'supervisor';
  return index % 7 === 3 ? 'senior' : 'operator';
};

const within = (random: Random, { fromMs, toMs }: Span, lastsMs: number): Span => {
  const at = fromMs + random.next() * Math.max(0, toMs - fromMs - lastsMs);
  return { fromMs: Math.round(at), toMs: Math.round(at + lastsMs) };
};

const planBreaks = (random: Random, { fromMs }: Span): Span[] =>
  [
    { afterH: 2, lastsMs: 15 * minuteMs },
    { afterH: 4, lastsMs: 40 * minuteMs },
    { afterH: 6.5, lastsMs: 15 * minuteMs },
  ].map(({ afterH, lastsMs }) => {
    const at = Math.round(fromMs + (afterH + random.next()) * hourMs);
    return { fromMs: at, toMs: at + lastsMs };
  });

/** Most losses end before anybody notices; some last so long that the chats go to others. */
const planLosses = (random: Random, shift: Span): Span[] => {
  const losses: Span[] = [];
  if (random.chance(0.35)) losses.push(within(random, shift, random.between(3_000, 14_000)));
  if (random.chance(0.2)) losses.push(within(random, shift, random.between(25_000, 70_000)));
  if (random.chance(0.15))
    losses.push(within(random, shift, random.between(2 * minuteMs, 12 * minuteMs)));
  return losses;
};

export const planStaff = (seed: number, count: number, pools: readonly Pool[]): PlannedPerson[] => {
  const weights = pools.map(({ requestTypes }) => shareOf(requestTypes) + 1);
  const homes = dealByWeight(weights, count);
  const placesTaken = new Map<string, number>();
  return homes.map((home, index) => {
    const random = streamOf(seed, 2, index);
    const role = roleOf(index);
    const pool = pools[home];
    if (!pool) throw new Error('There are no pools.');
    // Within a pool and a role the shifts follow each other, so that every pool has its nights.
    const place = `${role === 'supervisor' ? '' : pool.code}:${role}`;
    const nth = placesTaken.get(place) ?? 0;
    placesTaken.set(place, nth + 1);
    const hours = dealByWeight(
      starts.map(([, weight]) => weight),
      nth + 1,
    ).map((slot) => starts[slot]?.[0] ?? 9);
    const startMs = (hours[nth] ?? 9) * hourMs + random.between(-10, 10) * minuteMs;
    const shift = { fromMs: Math.max(0, startMs), toMs: startMs + shiftHours * hourMs };
    const second = random.chance(0.25) ? random.pick(pools) : pool;
    const [named] = pool.requestTypes;
    const onlyOne = role === 'operator' && pool.requestTypes.length > 1 && random.chance(0.15);
    const operatorId = `o${String(index).padStart(4, '0')}`;
    return {
      person: {
        ...{ operatorId, name: operatorId, role },
        poolIds: [...new Set([pool._id, second._id])],
        capacity: role === 'operator' ? random.pick([2, 3, 3, 4]) : 2,
        ...(onlyOne && named ? { requestTypes: [named] } : {}),
        ...(random.chance(0.7) ? { languages: ['ru'] as const } : {}),
      },
      shift,
      breaks: planBreaks(random, shift),
      lost: planLosses(random, shift),
      absent: random.chance(0.12)
        ? [within(random, shift, random.between(3 * minuteMs, 9 * minuteMs))]
        : [],
      busy:
        role !== 'operator' && random.chance(0.5)
          ? [within(random, shift, random.between(20 * minuteMs, 60 * minuteMs))]
          : [],
      seed: random.between(1, 2 ** 31),
    };
  });
};
