import type { BoardView, PoolBoardView } from '../../../shared/views/routing.js';
import { ago, sampleNow } from './clock.js';
import { oleg, operators, pavel, pools } from './people.js';
import { buildSession } from './sessions.js';

const figures: readonly Partial<PoolBoardView>[] = [
  { waiting: 1, oldestQueuedAt: ago(260), later: 3, active: 3, seatsTaken: 4, seatsTotal: 12 },
  { active: 5, seatsTaken: 5, seatsTotal: 12 },
  {
    waiting: 2,
    oldestQueuedAt: ago(35),
    later: 14,
    callbacks: 11,
    active: 7,
    seatsTaken: 8,
    seatsTotal: 8,
    operatorsOnline: 2,
    escalations: [1, 2].map((index) => ({
      sessionId: buildSession(index).sessionId,
      appealNumber: buildSession(index).appealNumber,
      deadlineAt: ago(index === 1 ? -42 : -380),
      step: index === 1 ? 'reserve' : 'same_pool',
    })),
  },
  {
    ...{ active: 1, seatsTaken: 1, seatsTotal: 8, operatorsOnline: 2 },
    owedSummaries: [
      {
        ...{ sessionId: buildSession(3).sessionId, appealNumber: buildSession(3).appealNumber },
        ...{ fromName: oleg.name, toName: pavel.name, since: ago(200) },
      },
    ],
  },
  { waiting: 1, oldestQueuedAt: ago(75), operatorsOnline: 0, seatsTotal: 0 },
  { isClosed: true, waiting: 2, oldestQueuedAt: ago(3_000), operatorsOnline: 0, seatsTotal: 0 },
];

export const board: BoardView = {
  pools: pools.map((pool, index) => ({
    poolId: pool.poolId,
    title: pool.title,
    waiting: 0,
    later: 0,
    callbacks: 0,
    active: 0,
    seatsTaken: 0,
    seatsTotal: 4,
    operatorsOnline: 3,
    escalations: [],
    owedSummaries: [],
    ...figures[index],
  })),
  operators: [...operators],
  serverNow: new Date(sampleNow).toISOString(),
};
