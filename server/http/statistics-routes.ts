import { Router } from 'express';
import { statisticsQuery } from '../../shared/schemas/statistics.js';
import type { StatisticsService } from '../features/statistics/statistics.service.js';
import { RateLimit } from '../lib/rate-limit.js';
import type { Gates } from './gates.js';
import { handleRequest } from './handle-request.js';

export interface StatisticsRouteDeps {
  gates: Gates;
  statistics: StatisticsService;
}

/** Fairness, waits and promises, for those who are set over operators. */
export const createStatisticsRoutes = ({ gates, statistics }: StatisticsRouteDeps): Router => {
  const router = Router();
  const asked = new RateLimit({ points: 60, perMs: 60_000 });
  router.get(
    '/staff/statistics',
    handleRequest({
      gate: gates.requireStaff(['supervisor', 'administrator']),
      query: statisticsQuery,
      limit: { by: asked, key: (actor) => actor.operatorId },
      run: ({ query }) => statistics.view(query),
    }),
  );
  return router;
};
