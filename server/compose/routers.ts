import type { Config } from '../config.js';
import { createAdminRoutes } from '../http/admin-routes.js';
import { createAttachmentRoutes } from '../http/attachment-routes.js';
import { createAuthRoutes } from '../http/auth-routes.js';
import { createCitizenRoutes } from '../http/citizen-routes.js';
import { createClassifierRoutes } from '../http/classifier-routes.js';
import type { MountedRouter } from '../http/create-http-app.js';
import {
  createDemoApiRoutes,
  createStageRoutes,
  type SimulationSwitch,
} from '../http/demo-routes.js';
import { createDownloadRoutes } from '../http/download-routes.js';
import { createGates } from '../http/gates.js';
import { createIncidentRoutes } from '../http/incident-routes.js';
import { createSessionRoutes } from '../http/session-routes.js';
import { createPageRoutes, createWidgetConfigRoutes } from '../http/page-routes.js';
import { createStaffRoutes } from '../http/staff-routes.js';
import { createStatisticsRoutes } from '../http/statistics-routes.js';
import { createTranscriptRoutes } from '../http/transcript-routes.js';
import type { Clock } from '../lib/clock.js';
import type { Domain } from './domain.js';

/** Every route, in the order they are asked. */
export const createRouters = (deps: {
  config: Config;
  clock: Clock;
  domain: Domain;
  simulation: SimulationSwitch | undefined;
}): MountedRouter[] => {
  const { config, clock, domain, simulation } = deps;
  const { appeals, attachments, auth, pools, search, services, spool, stores } = domain;
  const { tickets, transcripts } = domain;
  const { audit, calendarSettings, people, poolSettings } = domain;
  const gates = createGates((token) => auth.authenticator.authenticate(token));
  const { board, decisions, incidents, logViews, presenter } = services;
  const { cannedReplies } = stores;
  const api = [
    createAuthRoutes({ config, auth, gates, clock }),
    createWidgetConfigRoutes(config, clock),
    createCitizenRoutes({ gates, appeals, pools }),
    createSessionRoutes({ gates, log: logViews }),
    createAttachmentRoutes({ gates, attachments, tickets, spool }),
    createTranscriptRoutes({ gates, transcripts, tickets }),
    createDownloadRoutes({ tickets, attachments, transcripts }),
    createStaffRoutes({
      ...{ gates, appeals, pools, board, search, cannedReplies, presenter, decisions },
    }),
    createIncidentRoutes({ gates, incidents }),
    createClassifierRoutes({ gates, review: domain.review }),
    createStatisticsRoutes({ gates, statistics: domain.statistics.service }),
    createAdminRoutes({ gates, audit, calendarSettings, people, poolSettings }),
    ...(config.isDemo && simulation ? [createDemoApiRoutes({ pools, simulation })] : []),
  ];
  return [
    ...api.map((router) => ({ path: '/api', router })),
    { path: '/', router: createStageRoutes(config) },
    { path: '/', router: createPageRoutes(config) },
  ];
};
