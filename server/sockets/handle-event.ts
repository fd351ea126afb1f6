import type { z } from 'zod';
import type { AckResult } from '../../shared/protocol/ack.js';
import { isDatabaseAway } from '../lib/database-away.js';
import { DomainError } from '../lib/domain-error.js';
import { newOpaqueId } from '../lib/ids.js';
import type { InFlight } from '../lib/in-flight.js';
import type { Logger } from '../lib/logger.js';
import { personBudgets, type Budget } from '../lib/person-budgets.js';

export interface HandlerOptions<Schema extends z.ZodType, Output> {
  schema: Schema;
  budget?: Budget;
  run: (input: z.output<Schema>) => Promise<Output> | Output;
}

/** What the wrapper needs of any socket. */
interface AnySocket {
  on(event: string, listener: (...parts: unknown[]) => void): unknown;
}

interface EventDeps {
  logger: Logger;
  /** What is answered before a drain closes connections. */
  inFlight: InFlight;
}

const toFailure = (thrown: unknown, event: string, logger: Logger): AckResult<never> => {
  const error = isDatabaseAway(thrown) ? new DomainError('retry', 'Not now.') : thrown;
  if (error instanceof DomainError) return { ok: false, ...error.toView() };
  const errorId = newOpaqueId();
  logger.error({ event: 'socket.failed', reason: event, errorId, error });
  return {
    ok: false,
    code: 'internal',
    message: 'Something broke on our side.',
    details: { errorId },
  };
};

/**
 * The one wrapper of every socket event: the acknowledgement may be missing, the payload is checked before anything
 * else, then the person's budget, then the handler runs; whatever is thrown becomes `{ ok: false, code }`.
 */
export const handleEvents =
  (socket: AnySocket, personId: string, { logger, inFlight }: EventDeps) =>
  <Schema extends z.ZodType, Output>(
    event: string,
    options: HandlerOptions<Schema, Output>,
  ): void => {
    const answer = async (payload: unknown): Promise<AckResult<Output>> => {
      try {
        const parsed = options.schema.safeParse(payload);
        if (!parsed.success) {
          const [issue] = parsed.error.issues;
          throw new DomainError(
            'bad_request',
            `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`,
          );
        }
        await personBudgets[options.budget ?? 'action'].consume(personId);
        return { ok: true, data: await options.run(parsed.data) };
      } catch (error) {
        return toFailure(error, event, logger);
      }
    };
    socket.on(event, (...parts) => {
      const last = parts.at(-1);
      const payload = typeof parts[0] === 'function' ? {} : parts[0];
      const answering = answer(payload).then((result) => {
        if (typeof last === 'function') (last as (result: AckResult<Output>) => void)(result);
      });
      inFlight.track(answering).catch((error: unknown) => {
        logger.error({ event: 'socket.unanswered', reason: event, error });
      });
    });
  };
