import { limits } from '../../shared/limits.js';
import type { QueueView } from '../../shared/views/chat-session.js';
import { listsOf } from '../features/routing/desk.js';
import type { QueueInfo } from '../features/routing/queue-info.js';
import type { Matcher } from '../features/routing/matcher.js';
import { servingPools } from '../features/session-log/serving-pools.js';
import type { SessionChange } from '../features/session-log/session-change.js';
import type { SessionServices } from './session-services.js';
import {
  boardRoom,
  operatorRoom,
  sessionOfRoom,
  sessionRoom,
  type CitizenNamespace,
  type StaffNamespace,
} from './sockets.js';

export interface LiveDeps {
  citizens: CitizenNamespace;
  staff: StaffNamespace;
  services: SessionServices;
  queueInfo: QueueInfo;
  matcher: Matcher;
  /** A citizen who waits has lost the connection. */
  citizenLeft: (sessionId: string) => Promise<void>;
}

/** What changes without an event of a session: positions, presence, the board, heads. */
export class LiveUpdates {
  readonly #deps: LiveDeps;
  readonly #dirtyPools = new Set<string>();
  readonly #toldQueue = new Map<string, string>();
  /** Tellings that presence has caused and that are on their way. */
  readonly #telling = new Set<Promise<void>>();

  constructor(deps: LiveDeps) {
    this.#deps = deps;
    const { services, staff } = deps;
    services.presence.onChanged(({ operatorId, state, reason }) => {
      const update = { presence: state, ...(reason ? { reason } : {}) };
      staff.local.to(operatorRoom(operatorId)).emit('presence:changed', update);
      this.#track(this.#tellCitizensOf(operatorId, state === 'reconnecting'));
    });
    services.citizens.onChanged((citizenId, isOnline) => {
      this.#track(this.#citizenChanged(citizenId, isOnline));
    });
  }

  /** Marks whose positions may have changed. */
  learn({ before, after }: SessionChange): void {
    for (const state of [before, after]) {
      if (state.status !== 'queued') continue;
      for (const poolId of servingPools(state)) this.markPool(poolId);
    }
    if (after.status !== 'queued') this.#toldQueue.delete(after._id);
  }

  /** What those who wait in a pool are told may have changed. */
  markPool(poolId: string): void {
    this.#dirtyPools.add(poolId);
  }

  /** Once a second: waiting citizens learn their position, watchers the board. */
  async tick(): Promise<void> {
    const { services, staff } = this.#deps;
    const pools = [...this.#dirtyPools];
    this.#dirtyPools.clear();
    for (const poolId of pools) await this.#tellPositions(poolId);
    if (staff.adapter.rooms.has(boardRoom)) {
      staff.local.to(boardRoom).emit('board:changed', services.board.view());
    }
  }

  /**
   * The beacon: every joined session's head, so that a lost tail is seen. As it is at hand: the heads of the sessions
   * on screens are asked for each second, all at once, so thousands of them cost no thousands of questions here.
   */
  async tellHeads(): Promise<void> {
    const { citizens, staff } = this.#deps;
    for (const room of citizens.adapter.rooms.keys()) {
      const state = await this.#stateOfRoom(room);
      if (!state) continue;
      citizens.local
        .to(room)
        .emit('session:head', [{ sessionId: state._id, head: state.publicHeadSeq }]);
    }
    for (const room of staff.adapter.rooms.keys()) {
      const state = await this.#stateOfRoom(room);
      if (!state) continue;
      staff.local.to(room).emit('session:head', [{ sessionId: state._id, head: state.headSeq }]);
    }
  }

  /** Only an acknowledged ping renews a lease: a sleeping tab's timers do not count, its acknowledgements do. */
  pingStaff(): void {
    const { services, staff } = this.#deps;
    for (const socket of staff.sockets.values()) {
      socket.timeout(limits.presence.pingMs).emit('presence:ping', (error: Error | null) => {
        if (!error) services.presence.renew(socket.data.actor.operatorId);
      });
    }
  }

  async #stateOfRoom(room: string) {
    const sessionId = sessionOfRoom(room);
    if (sessionId === null) return null;
    return this.#deps.services.log.getStateAtHand(sessionId).catch(() => null);
  }

  async #tellPositions(poolId: string): Promise<void> {
    const { citizens, queueInfo, services } = this.#deps;
    for (const { sessionId } of [...services.queue.listPool(poolId)]) {
      const room = sessionRoom(sessionId);
      if (!citizens.adapter.rooms.has(room)) continue;
      const queue: QueueView | undefined = queueInfo.queueOf(
        await services.log.getStateAtHand(sessionId),
      );
      const told = JSON.stringify(queue);
      if (!queue || this.#toldQueue.get(sessionId) === told) continue;
      this.#toldQueue.set(sessionId, told);
      citizens.local.to(room).emit('queue:changed', { sessionId, queue });
    }
  }

  get isIdle(): boolean {
    return this.#telling.size === 0;
  }

  /** Resolves when everybody has been told. */
  async idle(): Promise<void> {
    while (this.#telling.size > 0) await Promise.all(this.#telling);
  }

  #track(work: Promise<void>): void {
    const telling = work
      .catch((error: unknown) => {
        this.#deps.services.logger.warn({ event: 'live.failed', error });
      })
      .finally(() => this.#telling.delete(telling));
    this.#telling.add(telling);
  }

  async #tellCitizensOf(operatorId: string, isReconnecting: boolean): Promise<void> {
    const { citizens, services } = this.#deps;
    for (const sessionId of services.desk.listSessions(`operator:${operatorId}`)) {
      // The list also holds chats that were left to somebody else or to nobody.
      const { owner } = await services.log.getStateAtHand(sessionId);
      if (owner?.operatorId !== operatorId) continue;
      citizens.local
        .to(sessionRoom(sessionId))
        .emit('operator:presence', { sessionId, isReconnecting });
    }
    for (const person of services.board.listOperators()) {
      if (person.operatorId !== operatorId) continue;
      for (const poolId of person.poolIds) this.markPool(poolId);
    }
  }

  async #citizenChanged(citizenId: string, isOnline: boolean): Promise<void> {
    const { citizenLeft, matcher, services, staff } = this.#deps;
    for (const sessionId of services.desk.listOfCitizen(citizenId)) {
      const rooms = [
        sessionRoom(sessionId),
        ...listsOf(await services.log.getStateAtHand(sessionId)),
      ];
      staff.local.to(rooms).emit('citizen:presence', { sessionId, isOnline });
      const entry = services.queue.find(sessionId);
      if (!entry) continue;
      if (isOnline) matcher.kick(servingPools(entry));
      else await citizenLeft(sessionId);
    }
  }
}
