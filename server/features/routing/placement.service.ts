import type { RequestType } from '../../../shared/domain/request-types.js';
import type { ForeseenWait, QueuedReason } from '../../../shared/domain/session-events.js';
import { boostOf, computeRankAt, type Ranked } from '../../../shared/routing/rank.js';
import { limits } from '../../../shared/limits.js';
import type { Clock } from '../../lib/clock.js';
import type { CitizenActor } from '../auth/actor.js';
import { appendAsCitizen } from '../chat-sessions/append-as-citizen.js';
import type { Deadlines } from '../deadlines/deadline.service.js';
import type { PoolService } from '../pools/pool.service.js';
import type { EventDraft } from '../session-log/draft.js';
import { waitsForCall } from '../session-log/fold-waiting.js';
import type { SessionLog } from '../session-log/session-log.service.js';
import type { ChatSessionState } from '../session-log/state.js';
import { computeNextStep } from './next-step.js';

export interface PlacementDeps {
  log: SessionLog;
  pools: PoolService;
  deadlines: Deadlines;
  foresee: (poolId: string, ranked: Ranked, isTraining: boolean) => ForeseenWait;
  clock: Clock;
}

/** Why a session that was set aside comes back. */
const returnReasonOf = (state: ChatSessionState): QueuedReason => {
  if (state.pausedAtPublicSeq === -1) return 'operator_vanished';
  if (state.callback?.isDue) return 'callback_due';
  // Who booked a call and calls a senior before it stands where they stood, not ahead of everybody.
  if (state.isBackToPlace || waitsForCall(state)) return 'back_to_place';
  if (state.status === 'awaiting_confirmation') return 'not_solved';
  return state.reopenedAt ? 'reopened' : 'citizen_returned';
};

/** Puts sessions into the queue of the right pool, keeping their age. */
export class PlacementService {
  readonly #deps: PlacementDeps;

  constructor(deps: PlacementDeps) {
    this.#deps = deps;
    deps.deadlines.handle('clarify', ({ sessionId }) => this.#queueUnanswered(sessionId));
  }

  /** After the type is known. Does nothing where the session has moved on. */
  async queueClassified(sessionId: string): Promise<void> {
    await this.#deps.log.append({
      sessionId,
      authorId: 'system',
      decide: (state) =>
        computeNextStep(state) === 'queue' ? this.#draft(state, 'classified') : null,
    });
  }

  /** A clarifying question that nobody answered: to whoever finds out, flagged. */
  async #queueUnanswered(sessionId: string): Promise<void> {
    await this.#deps.log.append({
      sessionId,
      authorId: 'system',
      decide: (state) => (state.status === 'clarifying' ? this.#draft(state, 'classified') : null),
    });
  }

  /** After a citizen's word in a session that was set aside: to the front, first to who knows the case. */
  async queueReturned(sessionId: string): Promise<void> {
    await this.#deps.log.append({
      sessionId,
      authorId: 'system',
      decide: (state) => {
        if (computeNextStep(state) !== 'return') return null;
        return this.#draft(state, returnReasonOf(state));
      },
    });
  }

  /** «Позвать оператора»: to the pool of what is known so far, flagged where that is nothing. */
  callOperator(actor: CitizenActor, sessionId: string): Promise<ChatSessionState> {
    return appendAsCitizen(this.#deps.log, actor, sessionId, (current) =>
      current.status === 'clarifying' ? this.#draft(current, 'classified') : null,
    );
  }

  #draft(state: ChatSessionState, reason: QueuedReason): EventDraft {
    const isKnown = state.classification?.isDecided === true;
    const type: RequestType = isKnown
      ? (state.classification?.requestType ?? 'general')
      : 'general';
    const isReturn = reason !== 'classified';
    const keepsAge = reason === 'operator_vanished' || reason === 'back_to_place';
    const pool =
      isReturn && state.poolId !== undefined
        ? this.#deps.pools.getPool(state.poolId)
        : this.#deps.pools.getPoolOf(type);
    const now = this.#deps.clock.now();
    const knows = reason === 'operator_vanished' ? undefined : state.lastOwner;
    const boostMs = boostOf(state.escalation ? 'urgent' : state.priority, pool.boostMs);
    const ranked = { sessionId: state._id, isFront: false, rankAt: computeRankAt(now, boostMs) };
    return {
      kind: 'session.queued',
      audience: 'all',
      plain: {
        poolId: pool._id,
        reason,
        // Who was set aside begins a new wait at the front; an operator who is gone costs no place.
        queuedAt: keepsAge ? (state.queuedAt ?? now) : now,
        boostMs,
        ...(state.escalation ? { boostWithoutCallMs: boostOf(state.priority, pool.boostMs) } : {}),
        isFront: isReturn && reason !== 'back_to_place',
        isFlagged: !isKnown || state.classification?.isUnsure === true,
        ...(isReturn
          ? {}
          : { foreseen: this.#deps.foresee(pool._id, ranked, state.isTraining === true) }),
        ...(isReturn && knows
          ? {
              preferredOperatorId: knows.operatorId,
              preferredUntil: new Date(now.getTime() + limits.queue.stickyMs),
            }
          : {}),
      },
    };
  }
}
