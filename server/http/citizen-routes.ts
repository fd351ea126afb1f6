import { Router } from 'express';
import { z } from 'zod';
import type { AppealView } from '../../shared/views/accounts.js';
import type { AppealService } from '../features/appeals/appeal.service.js';
import { presentAppeal } from '../features/appeals/appeal.presenter.js';
import type { PoolService } from '../features/pools/pool.service.js';
import { RateLimit } from '../lib/rate-limit.js';
import type { Gates } from './gates.js';
import { handleRequest } from './handle-request.js';

export interface CitizenRouteDeps {
  gates: Gates;
  appeals: AppealService;
  pools: PoolService;
}

const numberParams = z.strictObject({ number: z.string().max(20) });
const localeQuery = z.object({ locale: z.enum(['ru', 'en']).default('ru') }).strip();

/** «Обращения». */
export const createCitizenRoutes = (deps: CitizenRouteDeps): Router => {
  const { gates, appeals, pools } = deps;
  const router = Router();

  router.get(
    '/citizen/appeals',
    handleRequest({
      gate: gates.requireCitizen(),
      query: localeQuery,
      run: async ({ actor, query }): Promise<{ appeals: AppealView[] }> => {
        const list = await appeals.listOfCitizen(actor.citizenId);
        return { appeals: list.map((appeal) => presentAppeal(appeal, pools.titles(query.locale))) };
      },
    }),
  );

  // A number can be guessed; what it answers cannot: another citizen's appeal looks like none. The limit keeps it so.
  const lookUps = new RateLimit({ points: 20, perMs: 60_000 });
  router.get(
    '/citizen/appeals/:number',
    handleRequest({
      gate: gates.requireCitizen(),
      params: numberParams,
      query: localeQuery,
      limit: { by: lookUps, key: (actor) => actor.citizenId },
      run: async ({ actor, params, query }) =>
        presentAppeal(await appeals.getByNumber(actor, params.number), pools.titles(query.locale)),
    }),
  );

  return router;
};
