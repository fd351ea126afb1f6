import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { ErrorView } from '../../shared/protocol/errors.js';
import { isDatabaseAway } from '../lib/database-away.js';
import { DomainError } from '../lib/domain-error.js';
import { newOpaqueId } from '../lib/ids.js';
import type { Logger } from '../lib/logger.js';
import { statusOf } from './error-status.js';

/** Errors that express and its parsers make about what the client sent: a status below 500 and `expose`. */
const readClientFault = (error: unknown): { status: number; message: string } | null => {
  if (!(error instanceof Error) || !('status' in error)) return null;
  const { status, message } = error;
  return typeof status === 'number' && status >= 400 && status < 500 ? { status, message } : null;
};

/** The database is back in a moment as a rule. */
const awayRetryMs = 2_000;

const answerOf = (error: unknown, logger: Logger): { status: number; view: ErrorView } => {
  if (error instanceof DomainError) return { status: statusOf[error.code], view: error.toView() };
  if (isDatabaseAway(error)) {
    const details = { retryAfterMs: awayRetryMs };
    return { status: 503, view: { code: 'retry', message: 'Not now.', details } };
  }
  const fault = readClientFault(error);
  if (fault)
    return { status: fault.status, view: { code: 'bad_request', message: 'Cannot be read.' } };
  const errorId = newOpaqueId();
  logger.error({ event: 'http.failed', errorId, error });
  const view: ErrorView = { code: 'internal', message: 'It failed here.', details: { errorId } };
  return { status: 500, view };
};

/** The one exit of errors: a code for the client, the id of an unknown one in the log. */
export const createErrorHandler =
  (logger: Logger): ErrorRequestHandler =>
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- Express tells an error handler by its four parameters.
  (error: unknown, _request, response, _next) => {
    const { status, view } = answerOf(error, logger);
    if (response.headersSent) {
      // Half an answer has left: cutting the connection is the only way to say that it is not whole.
      response.destroy();
      return;
    }
    const retryAfterMs = view.details?.['retryAfterMs'];
    if (typeof retryAfterMs === 'number')
      response.setHeader('Retry-After', Math.ceil(retryAfterMs / 1_000));
    if (status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
    response.status(status).json(view);
  };

/** Whatever no router took. */
export const answerNotFound: RequestHandler = () => {
  throw new DomainError('not_found', 'There is nothing at this address.');
};
