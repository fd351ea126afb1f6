import { sessionRoom, type StaffNamespace, type StaffSocket } from './sockets.js';

/**
 * Who of the staff has which session on the screen: colleagues learn that somebody reads along or answers in this very
 * moment. One session a connection; several tabs of one person are one viewer, and nobody sees themselves.
 */
export class Viewers {
  readonly #staff: StaffNamespace;
  /** Session on the screen, by connection. */
  readonly #seen = new Map<string, string>();

  constructor(staff: StaffNamespace) {
    this.#staff = staff;
    // Leaving the room is leaving the screen, whoever caused it: the tab, a lost connection, a lost right to read.
    staff.adapter.on('leave-room', (room: string, socketId: string) => {
      const sessionId = this.#seen.get(socketId);
      if (sessionId !== undefined && room === sessionRoom(sessionId)) this.#forget(socketId);
    });
  }

  show(socket: StaffSocket, sessionId: string): void {
    if (!socket.connected || this.#seen.get(socket.id) === sessionId) return;
    this.#forget(socket.id);
    this.#seen.set(socket.id, sessionId);
    this.#tell(sessionId);
  }

  hide(socket: StaffSocket, sessionId: string): void {
    if (this.#seen.get(socket.id) === sessionId) this.#forget(socket.id);
  }

  /** After the end of a connection that had left the room, or never reached it. */
  disconnected(socketId: string): void {
    this.#forget(socketId);
  }

  /** The others, as this member of staff is told; in the order of the alphabet, so that the line does not dance. */
  listNames(operatorId: string, sessionId: string): string[] {
    const names = new Map<string, string>();
    for (const [socketId, seenId] of this.#seen) {
      const actor = this.#staff.sockets.get(socketId)?.data.actor;
      if (seenId !== sessionId || !actor || actor.operatorId === operatorId) continue;
      names.set(actor.operatorId, actor.name);
    }
    return [...names.values()].sort((left, right) => left.localeCompare(right, 'ru'));
  }

  #forget(socketId: string): void {
    const sessionId = this.#seen.get(socketId);
    if (sessionId === undefined) return;
    this.#seen.delete(socketId);
    this.#tell(sessionId);
  }

  #tell(sessionId: string): void {
    for (const socketId of this.#staff.adapter.rooms.get(sessionRoom(sessionId)) ?? []) {
      const socket = this.#staff.sockets.get(socketId);
      if (!socket) continue;
      const names = this.listNames(socket.data.actor.operatorId, sessionId);
      socket.emit('session:viewers', { sessionId, names });
    }
  }
}
