import type { QueueView } from '../../../shared/views/chat-session.js';
import { limits } from '../../../shared/limits.js';
import type { StaffDirectory } from '../operators/staff-directory.js';
import type { PoolHours } from '../pools/pool-hours.js';
import type { PresenceService } from '../presence/presence.service.js';
import type { SessionChange } from '../session-log/session-change.js';
import { servingPools } from '../session-log/serving-pools.js';
import type { ChatSessionState } from '../session-log/state.js';
import type { QueueEntry, WaitingQueue } from './waiting-queue.js';

/** Real waits kept for a pool's estimate: the newest ones. */
const keptWaits = 200;

const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

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

/** Where a waiting citizen stands, and how long people of that pool have really waited. */
export class QueueInfo {
  readonly #queue: WaitingQueue;
  readonly #staff: StaffDirectory;
  readonly #presence: PresenceService;
  readonly #hours: PoolHours;
  readonly #waits = new Map<string, number[]>();
  /** Where each session was seen last. */
  readonly #lastSeen = new Map<string, Seen>();

  constructor(
    queue: WaitingQueue,
    staff: StaffDirectory,
    presence: PresenceService,
    hours: PoolHours,
  ) {
    this.#queue = queue;
    this.#staff = staff;
    this.#presence = presence;
    this.#hours = hours;
  }

  /** Learns from every first join how long its wait was: who comes back is served from the front. */
  learn({ before, after, event }: SessionChange): void {
    if (after.status !== 'queued') this.#lastSeen.delete(after._id);
    if (event.kind !== 'operator.joined' || before.status !== 'queued' || before.lastOwner) return;
    if (before.poolId === undefined || !before.queuedAt) return;
    const waits = this.#waits.get(before.poolId) ?? [];
    waits.push(event.at.getTime() - before.queuedAt.getTime());
    this.#waits.set(before.poolId, waits.slice(-keptWaits));
  }

  queueOf(state: ChatSessionState): QueueView | undefined {
    if (state.status !== 'queued' || state.poolId === undefined) return undefined;
    const position =
      this.#queue.positionOf(state._id) ?? this.#queue.listPool(state.poolId).length + 1;
    const worsenedBy = this.#worsenedBy(state._id, position);
    const waitMs = this.#estimate(state.poolId);
    const opensAt = this.#opensAt(state);
    return {
      position,
      ...(waitMs ? { waitMs } : {}),
      isUnattended: !servingPools(state).some((poolId) => this.#isAttended(poolId)),
      ...(opensAt === null ? {} : { opensAt: opensAt.toISOString() }),
      ...(worsenedBy === undefined ? {} : { worsenedBy }),
    };
  }

  /** What the bot says to who begins to wait. */
  textKeyOf(state: ChatSessionState): 'queued' | 'queued_unattended' | 'queued_closed' {
    if (this.#opensAt(state)) return 'queued_closed';
    return servingPools(state).some((poolId) => this.#isAttended(poolId))
      ? 'queued'
      : 'queued_unattended';
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

  #estimate(poolId: string): { p50: number; p90: number } | undefined {
    const waits = this.#waits.get(poolId) ?? [];
    if (waits.length < limits.queue.minWaitsForEstimate) return undefined;
    const sorted = [...waits].sort((a, b) => a - b);
    return { p50: percentile(sorted, 0.5), p90: percentile(sorted, 0.9) };
  }
}
