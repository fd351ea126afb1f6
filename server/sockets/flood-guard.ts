import type { Server, Socket } from 'socket.io';
import { limits } from '../../shared/limits.js';
import { DomainError } from '../lib/domain-error.js';
import type { Clock } from '../lib/clock.js';
import type { Logger } from '../lib/logger.js';
import { sizeOf } from './slow-readers.js';

type Connection = Socket['conn'];

const windowMs = 1_000;
const { maxFramesPerSecond, maxBytesPerSecond, floodPauseMs } = limits.transport;

/**
 * Closes a connection that sends more than any client of ours ever does, before what it sent is read; whoever it
 * belonged to waits a while at the door. Budgets of a person answer each event: this is for those who do not listen.
 */
export const createFloodGuard = (deps: {
  clock: Clock;
  logger: Logger;
  /** Whose connection it is; nobody's before a handshake. */
  listPeople: (connection: Connection) => readonly string[];
}) => {
  const { clock, logger, listPeople } = deps;
  const pausedUntilMs = new Map<string, number>();

  const cut = (connection: Connection): void => {
    const nowMs = clock.nowMs();
    for (const [personId, untilMs] of pausedUntilMs)
      if (untilMs <= nowMs) pausedUntilMs.delete(personId);
    for (const personId of listPeople(connection))
      pausedUntilMs.set(personId, nowMs + floodPauseMs);
    logger.warn({ event: 'sockets.flood_cut' });
    connection.close(true);
  };

  return {
    watch(io: Pick<Server, 'engine'>): void {
      io.engine.on('connection', (connection: Connection) => {
        let [from, frames, bytes] = [performance.now(), 0, 0];
        connection.on('packet', ({ data }: { data?: unknown }) => {
          const now = performance.now();
          if (now - from >= windowMs) [from, frames, bytes] = [now, 0, 0];
          frames += 1;
          bytes += sizeOf(data);
          if (frames > maxFramesPerSecond || bytes > maxBytesPerSecond) cut(connection);
        });
      });
    },
    /** Fails with `rate_limited` for whoever has just flooded. */
    assertCalm(personId: string): void {
      const retryAfterMs = (pausedUntilMs.get(personId) ?? 0) - clock.nowMs();
      if (retryAfterMs > 0)
        throw new DomainError('rate_limited', 'Too much at once a moment ago.', { retryAfterMs });
    },
  };
};
