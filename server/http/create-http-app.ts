import compression from 'compression';
import express, { type Express, type RequestHandler, type Router } from 'express';
import type { Logger } from '../lib/logger.js';
import { answerNotFound, createErrorHandler } from './error-handler.js';
import { createHealthRoutes, type Readiness } from './health-routes.js';
import { createRequestLog } from './request-log.js';
import { createSecurityHeaders } from './security-headers.js';

/** No JSON body of ours comes near it. */
const jsonLimit = '64kb';

export interface MountedRouter {
  /** `/api` for routes, anything else for pages and files. */
  path: string;
  router: Router;
}

/** What is personal stays out of every cache on the way. */
const forbidCaching: RequestHandler = (_request, response, next) => {
  response.setHeader('Cache-Control', 'no-store');
  next();
};

const answerPageNotFound: RequestHandler = (_request, response) => {
  response.status(404).type('text').send('There is nothing at this address.\n');
};

/**
 * The express application: security headers, `/healthz` and `/readyz`, JSON bodies up to 64 KB under `/api`, the given
 * routers in their order, then 404 and the one error exit. The client's address comes from X-Forwarded-For only as
 * far as `trustedProxies` wrote it. It does not listen.
 */
export const createHttpApp = (deps: {
  config: {
    embedOrigins: string[];
    isDemo: boolean;
    publicUrl?: string;
    trustedProxies: string[];
  };
  logger: Logger;
  routers: MountedRouter[];
  readiness: Readiness;
}): Express => {
  const { config, logger, readiness } = deps;
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', config.trustedProxies.length > 0 ? config.trustedProxies : false);
  app.set('query parser', 'simple');

  app.use(createHealthRoutes(readiness));
  app.use(...createSecurityHeaders(config), compression());
  app.use((_request, response, next) => {
    // Kept connections would hold a draining process up to their idle limit.
    if (readiness.isDraining()) response.setHeader('Connection', 'close');
    next();
  });
  app.use('/api', createRequestLog(logger), forbidCaching, express.json({ limit: jsonLimit }));
  for (const { path, router } of deps.routers) app.use(path, router);
  app.use('/api', answerNotFound);
  app.use(answerPageNotFound);
  app.use(createErrorHandler(logger));
  return app;
};
