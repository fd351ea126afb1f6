import type { Namespace, Socket } from 'socket.io';
import type { CitizenToServer, ServerToCitizen } from '../../shared/protocol/citizen-events.js';
import type { ServerToStaff, StaffToServer } from '../../shared/protocol/staff-events.js';
import type { CitizenActor, StaffActor } from '../features/auth/actor.js';

interface NoEvents {
  [event: string]: never;
}

/** Who is behind a socket, verified in the handshake; no payload names the person again. */
export interface CitizenData {
  actor: CitizenActor;
}
export interface StaffData {
  actor: StaffActor;
}

export type CitizenSocket = Socket<CitizenToServer, ServerToCitizen, NoEvents, CitizenData>;
export type StaffSocket = Socket<StaffToServer, ServerToStaff, NoEvents, StaffData>;
export type CitizenNamespace = Namespace<CitizenToServer, ServerToCitizen, NoEvents, CitizenData>;
export type StaffNamespace = Namespace<StaffToServer, ServerToStaff, NoEvents, StaffData>;

const sessionPrefix = 'session:';

/** Everybody who has a session open on their screen. */
export const sessionRoom = (sessionId: string) => `${sessionPrefix}${sessionId}`;
/** The session whose room this is, null where it is another kind of room. */
export const sessionOfRoom = (room: string): string | null =>
  room.startsWith(sessionPrefix) ? room.slice(sessionPrefix.length) : null;
/** All sockets of one sign-in. */
export const familyRoom = (familyId: string) => `family:${familyId}`;
export const operatorRoom = (operatorId: string) => `operator:${operatorId}`;
export const boardRoom = 'board';
