import type { IncomingMessage } from 'node:http';
import type { Socket } from 'socket.io';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.js';
import type { CitizenActor, StaffActor } from '../features/auth/actor.js';
import { DomainError } from '../lib/domain-error.js';
import type { Clock } from '../lib/clock.js';
import type { Logger } from '../lib/logger.js';
import { isOwnOrigin } from '../lib/own-origin.js';
import { familyRoom } from './sockets.js';

export interface TokenReader {
  authenticate(token: string): Promise<CitizenActor | StaffActor>;
}

/** Whether a request may begin a connection: from a page of ours, or from a program, which has no Origin. */
export const mayConnect = ({ headers }: IncomingMessage, publicUrl?: string): boolean =>
  headers.origin === undefined || isOwnOrigin(headers.origin, headers.host, publicUrl);

/** A refused handshake carries the code in `data`, so that the client knows whether to refresh, reload or stop. */
export const refuse = (error: DomainError): Error =>
  Object.assign(new Error(error.code), { data: error.toView() });

/** Verifies protocol and token once a connection; the person is in `socket.data.actor` from then on. */
export const createHandshake =
  (
    deps: {
      tokens: TokenReader;
      clock: Clock;
      logger: Logger;
      /** Throws where this person is to wait. */
      assertWelcome: (actor: CitizenActor | StaffActor) => void;
    },
    kind: 'citizen' | 'staff',
  ) =>
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
      deps.assertWelcome(actor);
      (socket.data as { actor: unknown }).actor = actor;
      await socket.join(familyRoom(actor.familyId));
      // The token's end closes the connection; the client comes back by itself with a fresh token.
      const lifeMs = actor.tokenExpiresAt.getTime() - deps.clock.nowMs();
      const timer = deps.clock.schedule(lifeMs, () => socket.conn.close());
      socket.on('disconnect', () => timer.cancel());
      next();
    } catch (error) {
      if (!(error instanceof DomainError)) {
        deps.logger.warn({ event: 'handshake.failed', error });
        next(refuse(new DomainError('retry', 'Try again.')));
        return;
      }
      next(refuse(error));
    }
  };
