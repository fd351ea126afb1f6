import { Router } from 'express';
import { z } from 'zod';
import { sessionParams } from '../../shared/schemas/http.js';
import { messageSendInput } from '../../shared/schemas/session.js';
import type { AppealView } from '../../shared/views/accounts.js';
import type { AppealService } from '../features/appeals/appeal.service.js';
import { presentAppeal } from '../features/appeals/appeal.presenter.js';
import { SecretReader } from '../features/chat-sessions/secrets.js';
import { presentCitizenEvent } from '../features/messages/event.presenter.js';
import type { MessageService } from '../features/messages/message.service.js';
import type { PoolService } from '../features/pools/pool.service.js';
import { DomainError } from '../lib/domain-error.js';
import { RateLimit } from '../lib/rate-limit.js';
import type { AppealKeys } from '../storage/encryption/appeal-keys.js';
import type { Gates } from './gates.js';
import { handleRequest } from './handle-request.js';

export interface CitizenRouteDeps {
  gates: Gates;
  appeals: AppealService;
  pools: PoolService;
  messages: MessageService;
  keys: AppealKeys;
}

const numberParams = z.strictObject({ number: z.string().max(20) });
const localeQuery = z.object({ locale: z.enum(['ru', 'en']).default('ru') }).strip();

/** «Обращения», and the way a message takes where the socket is bad. */
export const createCitizenRoutes = (deps: CitizenRouteDeps): Router => {
  const { gates, appeals, pools, messages, keys } = deps;
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

  const sends = new RateLimit({ points: 40, perMs: 10_000 });
  router.post(
    '/sessions/:sessionId/messages',
    handleRequest({
      gate: gates.requireCitizen(),
      params: sessionParams,
      body: messageSendInput,
      limit: { by: sends, key: (actor) => actor.citizenId },
      run: async ({ actor, params, body }) => {
        if (params.sessionId !== body.sessionId)
          throw new DomainError('bad_request', 'Path and body name different sessions.');
        const { event, state } = await messages.sendMessage(actor, body);
        const secrets = await SecretReader.for(keys, state);
        return { event: event && presentCitizenEvent(event, secrets), head: state.publicHeadSeq };
      },
    }),
  );

  return router;
};
