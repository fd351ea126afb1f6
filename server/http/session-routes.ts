import { Router } from 'express';
import { eventsQuery, sessionParams } from '../../shared/schemas/http.js';
import { messageSendInput, staffMessageInput } from '../../shared/schemas/session.js';
import type { CitizenActor, StaffActor } from '../features/auth/actor.js';
import type { LogViews } from '../features/messages/log-views.js';
import { DomainError } from '../lib/domain-error.js';
import { personBudgets } from '../lib/person-budgets.js';
import type { Gates } from './gates.js';
import { handleRequest } from './handle-request.js';

const ofCitizen = ({ citizenId }: CitizenActor) => citizenId;
const ofStaff = ({ operatorId }: StaffActor) => operatorId;

const assertSame = (params: { sessionId: string }, body: { sessionId: string }): void => {
  if (params.sessionId !== body.sessionId)
    throw new DomainError('bad_request', 'Path and body name different sessions.');
};

/** The way of words to a session and back where the socket is bad: what `message:send` and `session:sync` answer. */
export const createSessionRoutes = ({ gates, log }: { gates: Gates; log: LogViews }): Router => {
  const router = Router();

  router.post(
    '/citizen/sessions/:sessionId/messages',
    handleRequest({
      gate: gates.requireCitizen(),
      params: sessionParams,
      body: messageSendInput,
      limit: { by: personBudgets.message, key: ofCitizen },
      run: ({ actor, params, body }) => {
        assertSame(params, body);
        return log.sendAsCitizen(actor, body);
      },
    }),
  );
  router.get(
    '/citizen/sessions/:sessionId/events',
    handleRequest({
      gate: gates.requireCitizen(),
      params: sessionParams,
      query: eventsQuery,
      limit: { by: personBudgets.action, key: ofCitizen },
      run: ({ actor, params, query }) => log.listForCitizen(actor, { ...params, ...query }),
    }),
  );
  router.post(
    '/staff/sessions/:sessionId/messages',
    handleRequest({
      gate: gates.requireStaff(),
      params: sessionParams,
      body: staffMessageInput,
      limit: { by: personBudgets.message, key: ofStaff },
      run: ({ actor, params, body }) => {
        assertSame(params, body);
        return log.sendAsStaff(actor, body);
      },
    }),
  );
  router.get(
    '/staff/sessions/:sessionId/events',
    handleRequest({
      gate: gates.requireStaff(),
      params: sessionParams,
      query: eventsQuery,
      limit: { by: personBudgets.action, key: ofStaff },
      run: ({ actor, params, query }) => log.listForStaff(actor, { ...params, ...query }),
    }),
  );

  return router;
};
