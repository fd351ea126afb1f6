import { Router } from 'express';
import { z } from 'zod';
import type { CannedReplyView } from '../../shared/views/accounts.js';
import { id } from '../../shared/schemas/common.js';
import { sessionParams } from '../../shared/schemas/http.js';
import type { AppealService } from '../features/appeals/appeal.service.js';
import { presentStaffAppeal } from '../features/appeals/appeal.presenter.js';
import type { SessionPresenter } from '../features/chat-sessions/session.presenter.js';
import type { DecisionService } from '../features/decisions/decision.service.js';
import { presentPool, type PoolService } from '../features/pools/pool.service.js';
import type { Board } from '../features/routing/board.js';
import type { SearchService } from '../features/search/search.service.js';
import { RateLimit } from '../lib/rate-limit.js';
import type { Gates } from './gates.js';
import { handleRequest } from './handle-request.js';

export interface StaffRouteDeps {
  gates: Gates;
  appeals: AppealService;
  pools: PoolService;
  board: Board;
  search: SearchService;
  cannedReplies: { list(): Promise<CannedReplyView[]> };
  presenter: SessionPresenter;
  decisions: DecisionService;
}

const citizenParams = z.strictObject({ citizenId: id });
const searchQuery = z.object({ q: z.string().trim().min(2).max(120) }).strip();

/** What the console reads beside the live streams. */
export const createStaffRoutes = (deps: StaffRouteDeps): Router => {
  const { gates, appeals, pools } = deps;
  const router = Router();

  router.get(
    '/staff/pools',
    handleRequest({
      gate: gates.requireStaff(),
      run: () => Promise.resolve({ pools: pools.listPools().map(presentPool) }),
    }),
  );

  router.get(
    '/staff/operators',
    handleRequest({
      gate: gates.requireStaff(),
      run: () => Promise.resolve({ operators: deps.board.listOperators() }),
    }),
  );

  router.get(
    '/staff/canned-replies',
    handleRequest({
      gate: gates.requireStaff(),
      run: async () => ({ replies: await deps.cannedReplies.list() }),
    }),
  );

  const searches = new RateLimit({ points: 60, perMs: 60_000 });
  router.get(
    '/staff/search',
    handleRequest({
      gate: gates.requireStaff(),
      query: searchQuery,
      limit: { by: searches, key: (actor) => actor.operatorId },
      run: async ({ actor, query }) => {
        const found = await deps.search.find(actor, query.q);
        return {
          sessions: await Promise.all(
            found.sessions.map((state) => deps.presenter.presentRow(state)),
          ),
          appeals: found.appeals.map((appeal) => presentStaffAppeal(appeal, pools.titles('ru'))),
        };
      },
    }),
  );

  router.get(
    '/staff/sessions/:sessionId/decisions',
    handleRequest({
      gate: gates.requireStaff(),
      params: sessionParams,
      run: async ({ actor, params }) => ({
        decisions: await deps.decisions.listDecisions(actor, params.sessionId),
      }),
    }),
  );

  // The appeal cards of one citizen: no personal data is in them, and every operator who meets the citizen needs them.
  router.get(
    '/staff/citizens/:citizenId/appeals',
    handleRequest({
      gate: gates.requireStaff(),
      params: citizenParams,
      run: async ({ params }) => {
        const list = await appeals.listOfCitizen(params.citizenId);
        return { appeals: list.map((appeal) => presentStaffAppeal(appeal, pools.titles('ru'))) };
      },
    }),
  );

  return router;
};
