import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from '../lib/logger.js';

const routeNames = new WeakMap<Response, string>();

/** Notes the route's pattern for the log: paths themselves carry ids and tickets, patterns never do. */
export const nameRoute = (request: Request, response: Response): void => {
  const route = request.route as { path?: unknown } | undefined;
  if (typeof route?.path === 'string') routeNames.set(response, request.baseUrl + route.path);
};

/** One line a request, when its answer has left or its client has gone. */
export const createRequestLog =
  (logger: Logger): RequestHandler =>
  (request, response, next) => {
    const startedAt = performance.now();
    response.once('close', () => {
      logger.info({
        event: response.writableFinished ? 'http.request' : 'http.aborted',
        method: request.method,
        path: routeNames.get(response) ?? '(no route)',
        status: response.statusCode,
        durationMs: Math.round(performance.now() - startedAt),
      });
    });
    next();
  };
