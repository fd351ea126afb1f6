import type { ForeseenWait } from '../../../shared/domain/session-events.js';
import { limits } from '../../../shared/limits.js';
import type { Ranked } from '../../../shared/routing/rank.js';
import type { WaitInterval } from '../../../shared/routing/wait-interval.js';
import type { QueueView } from '../../../shared/views/chat-session.js';
import type { StaffDirectory } from '../operators/staff-directory.js';
import type { PoolHours } from '../pools/pool-hours.js';
import type { PoolService } from '../pools/pool.service.js';
import type { PresenceService } from '../presence/presence.service.js';
import type { SessionChange } from '../session-log/session-change.js';
import { servingPools } from '../session-log/serving-pools.js';
import type { ChatSessionState } from '../session-log/state.js';
import type { QueueEntry, WaitingQueue } from './waiting-queue.js';

/** How long people of a pool have really waited, for who stands at `position`; null where too few have. */
export interface WaitSource {
  intervalOf(poolId: string, position: number, isTraining: boolean): WaitInterval | null;
}

/** What the bot says to who begins to wait. */
export type QueuedText = 'queued' | 'queued_long' | 'queued_unattended' | 'queued_closed';

interface Seen {
  position: number;
  /** Arrivals in the queue by then. */
  arrivals: number;
  /** Why the position had got worse by then, where it had. */
  worsenedBy?: QueueView['worsenedBy'];
}

/** Why somebody who came later stands ahead. `older_ahead`: they have waited longer, in another queue before. */
const reasonOf = ({ isFront, priority }: QueueEntry): QueueView['worsenedBy'] => {
  if (isFront) return 'returned_ahead';
  if (priority === 'urgent') return 'urgent_ahead';
  return priority === 'raised' ? 'raised_ahead' : 'older_ahead';
};

/** Where a waiting citizen stands, and how long it may take from there. */
export class QueueInfo {
  readonly #queue: WaitingQueue;
  readonly #staff: StaffDirectory;
  readonly #presence: PresenceService;
  readonly #hours: PoolHours;
  readonly #waits: WaitSource;
  readonly #pools: Pick<PoolService, 'longWaitOf'>;
  /** Where each session was seen last. */
  readonly #lastSeen = new Map<string, Seen>();

  constructor(
    queue: WaitingQueue,
    staff: StaffDirectory,
    presence: PresenceService,
    hours: PoolHours,
    waits: WaitSource,
    pools: Pick<PoolService, 'longWaitOf'>,
  ) {
    this.#pools = pools;
    this.#queue = queue;
    this.#staff = staff;
    this.#presence = presence;
    this.#hours = hours;
    this.#waits = waits;
  }

  learn({ after }: SessionChange): void {
    if (after.status !== 'queued') this.#lastSeen.delete(after._id);
  }

  /** What can be said of a wait that is about to begin: it is kept with its beginning, and held against its end. */
  foresee(poolId: string, ranked: Ranked, isTraining: boolean): ForeseenWait {
    const position = this.#queue.placeOf(poolId, ranked);
    const isUnattended = !this.#isAttended(poolId);
    const waitMs = isUnattended ? null : this.#waits.intervalOf(poolId, position, isTraining);
    return { position, isUnattended, ...(waitMs ? { waitMs } : {}) };
  }

  queueOf(state: ChatSessionState): QueueView | undefined {
    if (state.status !== 'queued' || state.poolId === undefined) return undefined;
    const position =
      this.#queue.positionOf(state._id) ?? this.#queue.listPool(state.poolId).length + 1;
    const worsenedBy = this.#worsenedBy(state._id, position);
    const opensAt = this.#opensAt(state);
    const isUnattended = !servingPools(state).some((poolId) => this.#isAttended(poolId));
    const interval = isUnattended
      ? null
      : this.#waits.intervalOf(state.poolId, position, state.isTraining === true);
    return {
      position,
      ...(interval ? { waitMs: { p50: interval.p50, p90: interval.p90 } } : {}),
      isUnattended,
      ...(isUnattended || this.#isLong(state.poolId, position, interval) ? { isLong: true } : {}),
      ...(state.later ? { isLater: true } : {}),
      ...(this.#pools.longWaitOf(state.poolId).callbacksPerSlot > 0 ? { hasCallbacks: true } : {}),
      ...(opensAt === null ? {} : { opensAt: opensAt.toISOString() }),
      ...(worsenedBy === undefined ? {} : { worsenedBy }),
    };
  }

  /** What the bot says to who begins to wait. */
  textKeyOf(state: ChatSessionState): QueuedText {
    if (this.#opensAt(state)) return 'queued_closed';
    const view = this.queueOf(state);
    if (view?.isUnattended === true) return 'queued_unattended';
    return view?.isLong === true ? 'queued_long' : 'queued';
  }

  /** By the pool's waits; where nobody knows them, by the place in the queue. */
  #isLong(poolId: string, position: number, interval: WaitInterval | null): boolean {
    if (interval) return interval.p50 >= this.#pools.longWaitOf(poolId).afterMs;
    return position > limits.longWait.position;
  }

  /** It works at this hour, and somebody is there or on the way back. */
  #isAttended(poolId: string): boolean {
    if (!this.#hours.isOpen(poolId)) return false;
    return this.#staff
      .listOfPool(poolId)
      .some((person) => this.#presence.stateOf(person.operatorId) !== 'offline');
  }

  /** When the first of the pools that may take it opens; null: one is open, or nobody knows. */
  #opensAt(state: ChatSessionState): Date | null {
    const pools = servingPools(state);
    if (pools.some((poolId) => this.#hours.isOpen(poolId))) return null;
    const moments = pools.flatMap((poolId) => this.#hours.opensAt(poolId)?.getTime() ?? []);
    return moments.length === 0 ? null : new Date(Math.min(...moments));
  }

  /** Looking twice at the same position gives the same answer: the reason stands until it gets better. */
  #worsenedBy(sessionId: string, position: number): QueueView['worsenedBy'] {
    const { arrivals } = this.#queue;
    const last: Seen = this.#lastSeen.get(sessionId) ?? { position, arrivals };
    let { worsenedBy } = last;
    if (position < last.position) worsenedBy = undefined;
    if (position > last.position) {
      const newest = this.#queue.findNewestAhead(sessionId, last.arrivals);
      worsenedBy = newest === null ? 'older_ahead' : reasonOf(newest);
    }
    this.#lastSeen.set(sessionId, { position, arrivals, ...(worsenedBy ? { worsenedBy } : {}) });
    return worsenedBy;
  }
}
