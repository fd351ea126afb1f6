import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import { setTimeout as pause } from 'node:timers/promises';
import { limits } from '../../shared/limits.js';
import type { Clock } from '../lib/clock.js';
import { listsFor } from '../features/routing/desk.js';
import type { PresenceService } from '../features/presence/presence.service.js';
import type { CitizenPresence } from '../features/presence/citizen-presence.js';
import { DomainError } from '../lib/domain-error.js';
import type { Logger } from '../lib/logger.js';
import type { CitizenActor, StaffActor } from '../features/auth/actor.js';
import { createFloodGuard } from './flood-guard.js';
import { createHandshake, mayConnect, refuse, type TokenReader } from './handshake.js';
import { countUnsent } from './slow-readers.js';
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
  logger: Logger;
  /** Makes sure that the server knows this member of staff, also one whose account is younger than the process. */
  meetStaff: (operatorId: string) => Promise<void>;
  publicUrl?: string;
  /** While this process is on its way down nobody begins a connection: clients come to the next one. */
  isDraining: () => boolean;
}

const drainTickMs = 50;

const personOf = (actor: CitizenActor | StaffActor): string =>
  actor.kind === 'citizen' ? actor.citizenId : actor.operatorId;

/** The server and its two namespaces; who may connect is settled here, what they may do in the handlers. */
export const createSockets = (options: SocketOptions) => {
  const { http, clock, logger, publicUrl, isDraining } = options;
  const io = new Server(http, {
    serveClient: false,
    transports: ['polling', 'websocket'],
    pingInterval: limits.transport.pingMs,
    pingTimeout: limits.transport.pingPatienceMs,
    // Whoever has not said who they are by then never will.
    connectTimeout: 10_000,
    maxHttpBufferSize: limits.transport.maxFrameBytes,
    perMessageDeflate: false,
    httpCompression: false,
    allowRequest: (request, callback) => {
      callback(null, !isDraining() && mayConnect(request, publicUrl));
    },
  });
  const floodGuard = createFloodGuard({
    ...{ clock, logger },
    listPeople: (connection) =>
      all().flatMap(({ conn, data }) => (conn === connection ? [personOf(data.actor)] : [])),
  });
  floodGuard.watch(io);
  // A namespace has its own event map; the server's own type knows one map for all of them.
  const citizens = io.of('/citizen') as unknown as CitizenNamespace;
  const staff = io.of('/staff') as unknown as StaffNamespace;
  // Every server has this namespace, open to anybody; nobody of ours speaks there.
  io.use((_socket, next) => next(new Error('not_found')));
  const admission = {
    ...options,
    assertWelcome: (actor: CitizenActor | StaffActor) => floodGuard.assertCalm(personOf(actor)),
  };
  citizens.use((socket, next) => void createHandshake(admission, 'citizen')(socket as never, next));
  staff.use((socket, next) => void createHandshake(admission, 'staff')(socket as never, next));
  staff.use((socket, next) => {
    options.meetStaff(socket.data.actor.operatorId).then(
      () => next(),
      () => next(refuse(new DomainError('retry', 'Try again.'))),
    );
  });

  const all = () => [...citizens.sockets.values(), ...staff.sockets.values()];
  /** A revoked sign-in loses its sockets at once and does not come back by itself. */
  const cutFamily = (familyId: string): void => {
    const room = familyRoom(familyId);
    for (const namespace of [citizens, staff]) {
      // Those here by themselves: what goes through Redis comes to nobody, here neither, while that is down.
      namespace.local.in(room).disconnectSockets(true);
      namespace.in(room).disconnectSockets(true);
    }
  };

  return {
    io,
    citizens,
    staff,
    cutFamily,
    /**
     * Cuts whose sign-in has ended without this process hearing of it: revoked by another one, or in the instant
     * between the handshake's look and the connection.
     */
    async cutEndedFamilies(listEnded: (familyIds: string[]) => Promise<string[]>): Promise<void> {
      const familyIds = new Set(all().map((socket) => socket.data.actor.familyId));
      if (familyIds.size === 0) return;
      for (const familyId of await listEnded([...familyIds])) cutFamily(familyId);
    },
    /** Closes connections that do not read what is sent to them; their clients come back and sync. */
    closeSlowReaders(): void {
      const connections = new Set(all().map((socket) => socket.conn));
      const slow = [...connections].filter(
        (connection) => countUnsent(connection) > limits.transport.maxBufferedBytes,
      );
      // Discarded, not drained: waiting for a reader who does not read would keep the bytes.
      for (const connection of slow) connection.close(true);
      if (slow.length > 0) logger.warn({ event: 'sockets.slow_closed', count: slow.length });
    },
    /**
     * Clients come back to whoever runs then: a drain, not a refusal. A part at a time, so that they do not all knock
     * at the next door at once; those who wait are served meanwhile.
     */
    async closeConnections(): Promise<void> {
      const connections = [...new Set(all().map((socket) => socket.conn))];
      const { drainPerSecond, drainMs } = limits.transport;
      const perSecond = Math.max(drainPerSecond, (connections.length * 1_000) / drainMs);
      const size = Math.ceil((perSecond * drainTickMs) / 1_000);
      while (connections.length > 0) {
        for (const connection of connections.splice(0, size)) connection.close();
        if (connections.length > 0) await pause(drainTickMs);
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
