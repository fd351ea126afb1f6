import type { IncomingMessage } from 'node:http';
import type { Socket } from 'socket.io';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.js';
import type { CitizenActor, StaffActor } from '../features/auth/actor.js';
import { DomainError } from '../lib/domain-error.js';
import type { Clock } from '../lib/clock.js';
import { familyRoom } from './sockets.js';

export interface TokenReader {
  authenticate(token: string): Promise<CitizenActor | StaffActor>;
}

/** Pages of our own open sockets, and programs without an Origin; a foreign page does not, whatever CORS says. */
export const isOwnOrigin = (request: IncomingMessage, publicUrl?: string): boolean => {
  const { origin, host } = request.headers;
  if (origin === undefined) return true;
  try {
    const { host: originHost, origin: exact } = new URL(origin);
    return originHost === host || (publicUrl !== undefined && exact === new URL(publicUrl).origin);
  } catch {
    return false;
  }
};

/** A refused handshake carries the code in `data`, so that the client knows whether to refresh, reload or stop. */
export const refuse = (error: DomainError): Error =>
  Object.assign(new Error(error.code), { data: error.toView() });

/** Verifies protocol and token once a connection; the person is in `socket.data.actor` from then on. */
export const createHandshake =
  (deps: { tokens: TokenReader; clock: Clock }, kind: 'citizen' | 'staff') =>
  async (socket: Socket, next: (error?: Error) => void): Promise<void> => {
    try {
      const { token, protocol } = socket.handshake.auth as { token?: unknown; protocol?: unknown };
      if (protocol !== PROTOCOL_VERSION) {
        throw new DomainError(
          'protocol_mismatch',
          `The server speaks protocol ${PROTOCOL_VERSION}.`,
        );
      }
      if (typeof token !== 'string') throw new DomainError('unauthenticated', 'No token.');
      const actor = await deps.tokens.authenticate(token);
      if (actor.kind !== kind) throw new DomainError('unauthenticated', 'The token is for others.');
      (socket.data as { actor: unknown }).actor = actor;
      await socket.join(familyRoom(actor.familyId));
      // The token's end closes the connection; the client comes back by itself with a fresh token.
      const lifeMs = actor.tokenExpiresAt.getTime() - deps.clock.nowMs();
      const timer = deps.clock.schedule(lifeMs, () => socket.conn.close());
      socket.on('disconnect', () => timer.cancel());
      next();
    } catch (error) {
      next(
        error instanceof DomainError
          ? refuse(error)
          : refuse(new DomainError('retry', 'Try again.')),
      );
    }
  };
