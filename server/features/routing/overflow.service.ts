import { findOverflowReason } from '../../../shared/routing/overflow.js';
import type { Clock } from '../../lib/clock.js';
import type { Deadlines } from '../deadlines/deadline.service.js';
import type { PoolHours } from '../pools/pool-hours.js';
import type { PoolService } from '../pools/pool.service.js';
import type { PlainOf } from '../../../shared/domain/session-events.js';
import type { SessionLog } from '../session-log/session-log.service.js';
import type { ChatSessionState } from '../session-log/state.js';

export interface OverflowDeps {
  log: SessionLog;
  pools: PoolService;
  hours: PoolHours;
  deadlines: Deadlines;
  clock: Clock;
}

/** Chats that their own pool does not take in time are offered in another one as well, at their own place [spec 3]. */
export class OverflowService {
  readonly #deps: OverflowDeps;

  constructor(deps: OverflowDeps) {
    this.#deps = deps;
    deps.deadlines.handle('overflow', async ({ sessionId }) => {
      const state = await deps.log.getState(sessionId);
      await this.advance(state);
      // The rule may ask for longer by now, or the other pool be closed: then its opening looks again.
      if (this.#dueMs(state) > deps.clock.nowMs()) await this.plan(state);
    });
  }

  /** A chat was queued: the moment it may overflow rests in the database. */
  async plan(state: ChatSessionState): Promise<void> {
    const dueMs = this.#dueMs(state);
    if (!Number.isFinite(dueMs)) return;
    await this.#deps.deadlines.set('overflow', state._id, state._id, new Date(dueMs));
  }

  /** Offers the chat in the other pool as well, where that is due now. */
  async advance(state: ChatSessionState): Promise<void> {
    if (this.#decide(state) === null) return;
    await this.#deps.log.append({
      sessionId: state._id,
      authorId: 'system',
      decide: (current) => {
        const plain = this.#decide(current);
        return plain === null ? null : { kind: 'session.overflowed', audience: 'staff', plain };
      },
    });
  }

  /** Pools whose waiting chats are concerned when one opens or closes: itself, and all that overflow to it. */
  listAffected(poolId: string): string[] {
    const { pools } = this.#deps;
    const senders = pools
      .listPools()
      .filter(({ _id }) => pools.overflowOf(_id)?.poolId === poolId)
      .map(({ _id }) => _id);
    return [poolId, ...senders];
  }

  #decide(state: ChatSessionState): PlainOf<'session.overflowed'> | null {
    const { clock, hours, pools } = this.#deps;
    const { poolId, overflowPoolId, offersPassed = 0, queuedAt, status } = state;
    if (status !== 'queued' || poolId === undefined || overflowPoolId !== undefined) return null;
    // Who reads the answer later does not hurry anybody else's people.
    if (state.later) return null;
    const rule = pools.overflowOf(poolId);
    if (!rule || !pools.findPool(rule.poolId)) return null;
    const reason = findOverflowReason(rule, {
      waitedMs: clock.nowMs() - (queuedAt?.getTime() ?? Infinity),
      offersPassed,
      isOpen: hours.isOpen(poolId),
      isTargetOpen: hours.isOpen(rule.poolId),
    });
    return reason === null ? null : { poolId: rule.poolId, reason };
  }

  /** Infinity where it never overflows by waiting. */
  #dueMs({ status, poolId, overflowPoolId, queuedAt, later }: ChatSessionState): number {
    if (status !== 'queued' || poolId === undefined || overflowPoolId !== undefined || !queuedAt)
      return Infinity;
    if (later) return Infinity;
    const rule = this.#deps.pools.overflowOf(poolId);
    return rule ? queuedAt.getTime() + rule.afterMs : Infinity;
  }
}
