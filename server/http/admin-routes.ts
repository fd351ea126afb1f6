import { Router } from 'express';
import { limits } from '../../shared/limits.js';
import {
  auditQuery,
  calendarDayInput,
  calendarParams,
  calendarQuery,
  personChangeInput,
  personCreateInput,
  personParams,
  personPasswordInput,
  poolChangeInput,
  poolCreateInput,
  poolParams,
} from '../../shared/schemas/admin.js';
import type { AuditService } from '../features/audit/audit.service.js';
import type { StaffActor } from '../features/auth/actor.js';
import type { CalendarSettingsService } from '../features/calendar/calendar-settings.service.js';
import type { PeopleService } from '../features/operators/people.service.js';
import type { PoolSettingsService } from '../features/pools/pool-settings.service.js';
import { RateLimit } from '../lib/rate-limit.js';
import type { Gates } from './gates.js';
import { handleRequest } from './handle-request.js';

export interface AdminRouteDeps {
  gates: Gates;
  audit: AuditService;
  calendarSettings: CalendarSettingsService;
  people: PeopleService;
  poolSettings: PoolSettingsService;
}

/** What an administrator sets; what is answered counts here already, and everywhere else within two seconds. */
export const createAdminRoutes = (deps: AdminRouteDeps): Router => {
  const { gates, audit, calendarSettings, people, poolSettings } = deps;
  const router = Router();
  const gate = gates.requireStaff(['administrator']);
  const limit = {
    by: new RateLimit(limits.settings.changes),
    key: ({ operatorId }: StaffActor) => operatorId,
  };

  router.get(
    '/admin/pools',
    handleRequest({
      gate: gates.requireStaff(['supervisor', 'administrator']),
      run: async ({ actor }) => ({ pools: await poolSettings.listPools(actor) }),
    }),
  );

  router.post(
    '/admin/pools',
    handleRequest({
      ...{ gate, limit, status: 201, body: poolCreateInput },
      run: async ({ actor, body }) => ({ pool: await poolSettings.createPool(actor, body) }),
    }),
  );

  router.put(
    '/admin/pools/:poolId',
    handleRequest({
      ...{ gate, limit, params: poolParams, body: poolChangeInput },
      run: async ({ actor, params, body }) => ({
        pool: await poolSettings.changePool(actor, { ...params, ...body }),
      }),
    }),
  );

  router.get(
    '/admin/people',
    handleRequest({
      gate,
      run: async ({ actor }) => ({ people: await people.listPeople(actor) }),
    }),
  );

  router.post(
    '/admin/people',
    handleRequest({
      ...{ gate, limit, status: 201, body: personCreateInput },
      run: async ({ actor, body }) => ({ person: await people.createPerson(actor, body) }),
    }),
  );

  router.put(
    '/admin/people/:operatorId',
    handleRequest({
      ...{ gate, limit, params: personParams, body: personChangeInput },
      run: async ({ actor, params, body }) => ({
        person: await people.changePerson(actor, { ...params, ...body }),
      }),
    }),
  );

  router.put(
    '/admin/people/:operatorId/password',
    handleRequest({
      ...{ gate, limit, params: personParams, body: personPasswordInput },
      run: async ({ actor, params, body }) => {
        await people.setPassword(actor, { ...params, ...body });
      },
    }),
  );

  router.get(
    '/admin/calendar',
    handleRequest({
      ...{ gate, query: calendarQuery },
      run: ({ actor, query }) => Promise.resolve(calendarSettings.listYear(actor, query.year)),
    }),
  );

  router.put(
    '/admin/calendar/:date',
    handleRequest({
      ...{ gate, limit, params: calendarParams, body: calendarDayInput },
      run: async ({ actor, params, body }) =>
        calendarSettings.setDay(actor, { ...params, ...body }),
    }),
  );

  router.get(
    '/admin/audit',
    handleRequest({
      ...{ gate, query: auditQuery },
      run: async ({ actor, query }) => audit.listEntries(actor, query),
    }),
  );

  return router;
};
