import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import { limits } from '../../shared/limits.js';
import type { Clock } from '../lib/clock.js';
import { listsFor } from '../features/routing/desk.js';
import type { PresenceService } from '../features/presence/presence.service.js';
import type { CitizenPresence } from '../features/presence/citizen-presence.js';
import { DomainError } from '../lib/domain-error.js';
import { createHandshake, isOwnOrigin, refuse, type TokenReader } from './handshake.js';
import {
  familyRoom,
  type CitizenNamespace,
  type CitizenSocket,
  type StaffNamespace,
  type StaffSocket,
} from './sockets.js';

export interface SocketOptions {
  http: HttpServer;
  tokens: TokenReader;
  clock: Clock;
  /** Makes sure that the server knows this member of staff, also one whose account is younger than the process. */
  meetStaff: (operatorId: string) => Promise<void>;
  publicUrl?: string;
}

/** The server and its two namespaces; who may connect is settled here, what they may do in the handlers. */
export const createSockets = (options: SocketOptions) => {
  const { http, tokens, clock, publicUrl } = options;
  const io = new Server(http, {
    serveClient: false,
    transports: ['polling', 'websocket'],
    maxHttpBufferSize: limits.transport.maxFrameBytes,
    perMessageDeflate: false,
    httpCompression: false,
    allowRequest: (request, callback) => {
      callback(null, isOwnOrigin(request, publicUrl));
    },
  });
  // A namespace has its own event map; the server's own type knows one map for all of them.
  const citizens = io.of('/citizen') as unknown as CitizenNamespace;
  const staff = io.of('/staff') as unknown as StaffNamespace;
  citizens.use(
    (socket, next) => void createHandshake({ tokens, clock }, 'citizen')(socket as never, next),
  );
  staff.use(
    (socket, next) => void createHandshake({ tokens, clock }, 'staff')(socket as never, next),
  );
  staff.use((socket, next) => {
    options.meetStaff(socket.data.actor.operatorId).then(
      () => next(),
      () => next(refuse(new DomainError('retry', 'Try again.'))),
    );
  });

  return {
    io,
    citizens,
    staff,
    /** A revoked sign-in loses its sockets at once and does not come back by itself. */
    cutFamily(familyId: string): void {
      citizens.in(familyRoom(familyId)).disconnectSockets(true);
      staff.in(familyRoom(familyId)).disconnectSockets(true);
    },
    /** Clients come back to whoever runs then: a drain, not a refusal. */
    closeConnections(): void {
      for (const socket of [...citizens.sockets.values(), ...staff.sockets.values()]) {
        socket.conn.close();
      }
    },
    close: () => io.close(),
  };
};

export type Sockets = ReturnType<typeof createSockets>;

/** Presence follows connections; rooms follow policy. */
export const watchConnections = (
  sockets: Sockets,
  deps: {
    presence: PresenceService;
    citizens: CitizenPresence;
    onCitizen: (socket: CitizenSocket) => void;
    onStaff: (socket: StaffSocket) => void;
  },
): void => {
  sockets.citizens.on('connection', (socket) => {
    const { citizenId } = socket.data.actor;
    deps.citizens.connected(citizenId);
    socket.on('disconnect', () => deps.citizens.disconnected(citizenId));
    deps.onCitizen(socket);
  });
  sockets.staff.on('connection', (socket) => {
    const { actor } = socket.data;
    void socket.join(listsFor(actor));
    deps.presence.renew(actor.operatorId);
    deps.onStaff(socket);
  });
};
