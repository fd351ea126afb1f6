import { Router } from 'express';
import { incidentParams } from '../../shared/schemas/incidents.js';
import type { IncidentService } from '../features/incidents/incident.service.js';
import type { Gates } from './gates.js';
import { handleRequest } from './handle-request.js';

/** One mass incident with its chats and words, for who may read them. */
export const createIncidentRoutes = (deps: {
  gates: Gates;
  incidents: IncidentService;
}): Router => {
  const router = Router();
  router.get(
    '/staff/incidents/:incidentId',
    handleRequest({
      gate: deps.gates.requireStaff(),
      params: incidentParams,
      run: ({ actor, params }) => deps.incidents.readIncident(actor, params.incidentId),
    }),
  );
  return router;
};
