import { limits } from '../../../shared/limits.js';
import { productTimeZone } from '../../../shared/domain/product-time-zone.js';
import type {
  Figures,
  GroupFigures,
  HourFigures,
  OperatorFigures,
  StatisticsView,
} from '../../../shared/views/statistics.js';
import { ago, sampleId, sampleNow } from './clock.js';
import { operators, pools } from './people.js';
import { buildSession } from './sessions.js';

const second = 1_000;
const minute = 60 * second;

/** A day's load: little at night, most before noon and after lunch. */
const arrivals = [
  ...[0, 0, 0, 0, 0, 0, 1, 4, 12, 31, 44, 52],
  ...[38, 33, 41, 47, 36, 22, 11, 6, 3, 1, 0, 0],
];

const hours: HourFigures[] = arrivals.map((served, hour) =>
  served === 0
    ? { hour, served }
    : { hour, served, p50Ms: 12 * second + served * 900, p90Ms: 30 * second + served * 4_300 },
);

/** Of one group, by how much of the day's work it has. */
const buildFigures = (share: number): Figures => {
  const of = (count: number) => Math.round(count * share);
  return {
    waits: {
      ...{ served: of(382), left: of(11) },
      ...(share === 0
        ? {}
        : { p50Ms: 38 * second, p90Ms: minute + of(131) * second, longestMs: 7 * minute }),
    },
    calibration: {
      ...{ known: of(249) + of(31) + of(38), inside: of(249), sooner: of(31), later: of(38) },
      ...{ withinHalf: of(157), unknown: of(4) },
    },
    promises: {
      keptIn: { same_pool: of(21), all_pools: of(6), reserve: of(3), breach: 0 },
      ...{ late: 0, forced: of(2), callback: of(1), withdrawn: of(4) },
      ...(share === 0 ? {} : { p50Ms: 74 * second, p90Ms: 6 * minute }),
      ...(of(2) === 0 ? {} : { latestActMs: 400 }),
    },
    calls: {
      ...{ made: of(23), reached: of(16), inTime: of(22), dropped: of(5) },
      ...(of(23) === 0 ? {} : { p90LateMs: 4 * minute, latestMs: 34 * minute }),
    },
    overtaking: {
      ...{ overtaken: of(19), worstMs: of(11 * minute), p99Ms: of(6 * minute), beyond: 0 },
      boundMs: limits.queue.boostMs.urgent,
    },
  };
};

const days = ['2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-30'];

const buildGroup = (share: number): GroupFigures => ({
  ...buildFigures(share),
  hours: share === 0 ? hours.map(({ hour }) => ({ hour, served: 0 })) : hours,
  days: days.map((day, index) => ({ day, ...buildFigures(share / (index + 2)) })),
  spread: share === 0 ? { people: 0 } : { people: 6, p10: 5.8, p90: 8.1, gini: 0.08 },
});

const shares = [0.24, 0.2, 0.22, 0.12, 0.09, 0.04, 0.05, 0, 0.04];

const people: OperatorFigures[] = operators.map(({ operatorId, name }, index) => {
  const offered = [61, 12, 58, 40, 22, 9, 1][index] ?? 0;
  const availableMs = [412, 95, 401, 300, 148, 71, 6][index] ?? 0;
  const declined = index % 3;
  return {
    ...{ operatorId, name, offered, availableMs: availableMs * minute, declined },
    ...{ accepted: offered - declined - (index % 2), missed: index % 2, withdrawn: 0 },
    ...(availableMs < 10 ? {} : { perHour: (offered * 60) / availableMs }),
  };
});

export const statistics: StatisticsView = {
  ...{ from: days[0] ?? '', to: days.at(-1) ?? '', timeZone: productTimeZone },
  total: buildGroup(1),
  pools: pools.map(({ poolId, title }, index) => ({
    ...{ poolId, title },
    ...buildGroup(shares[index] ?? 0),
  })),
  operators: people,
  loops: [
    {
      ...{ sessionId: buildSession(3).sessionId, appealNumber: buildSession(3).appealNumber },
      ...{ at: ago(1_900), kind: 'operator' },
      path: ['Анна Ковалёва', 'Олег Шубин', 'Анна Ковалёва'],
    },
    {
      ...{ sessionId: sampleId(0x777), appealNumber: '26-0003812-4', at: ago(9_400) },
      ...{ kind: 'pool', path: ['Платежи', 'Техническая поддержка', 'Платежи'] },
    },
  ],
  healed: 0,
  serverNow: new Date(sampleNow).toISOString(),
};

/** Of one group: its days instead of the groups. */
export const statisticsOf = (poolId: string): StatisticsView => {
  const chosen = statistics.pools.filter((pool) => pool.poolId === poolId);
  const [pool] = chosen;
  return pool ? { ...statistics, total: pool, pools: chosen } : statistics;
};
