import type { QueueView } from '../../../shared/views/chat-session.js';
import { limits } from '../../../shared/limits.js';
import type { StaffDirectory } from '../operators/staff-directory.js';
import type { PresenceService } from '../presence/presence.service.js';
import type { SessionChange } from '../session-log/session-change.js';
import type { ChatSessionState } from '../session-log/state.js';
import type { WaitingQueue } from './waiting-queue.js';

/** Real waits kept for a pool's estimate: the newest ones. */
const keptWaits = 200;

const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

/** Where a waiting citizen stands, and how long people of that pool have really waited. */
export class QueueInfo {
  readonly #queue: WaitingQueue;
  readonly #staff: StaffDirectory;
  readonly #presence: PresenceService;
  readonly #waits = new Map<string, number[]>();
  /** The last position each session was seen at, and whether it had got worse by then. */
  readonly #lastSeen = new Map<string, { position: number; isWorse: boolean }>();

  constructor(queue: WaitingQueue, staff: StaffDirectory, presence: PresenceService) {
    this.#queue = queue;
    this.#staff = staff;
    this.#presence = presence;
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
    const last = this.#lastSeen.get(state._id) ?? { position, isWorse: false };
    // Looking twice at the same position gives the same answer: the reason stands until it gets better.
    const isWorse = position === last.position ? last.isWorse : position > last.position;
    this.#lastSeen.set(state._id, { position, isWorse });
    const waitMs = this.#estimate(state.poolId);
    return {
      position,
      ...(waitMs ? { waitMs } : {}),
      isUnattended: !this.#staff
        .listOfPool(state.poolId)
        .some((person) => this.#presence.stateOf(person.operatorId) !== 'offline'),
      ...(isWorse ? { worsenedBy: 'urgent_ahead' as const } : {}),
    };
  }

  #estimate(poolId: string): { p50: number; p90: number } | undefined {
    const waits = this.#waits.get(poolId) ?? [];
    if (waits.length < limits.queue.minWaitsForEstimate) return undefined;
    const sorted = [...waits].sort((a, b) => a - b);
    return { p50: percentile(sorted, 0.5), p90: percentile(sorted, 0.9) };
  }
}
