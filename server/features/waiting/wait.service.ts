import type { WaitMode } from '../../../shared/domain/states.js';
import { limits } from '../../../shared/limits.js';
import type { Clock } from '../../lib/clock.js';
import type { CitizenActor } from '../auth/actor.js';
import { addOpenTime } from '../calendar/opening-hours.js';
import type { CalendarService } from '../calendar/calendar.service.js';
import { appendAsCitizen } from '../chat-sessions/append-as-citizen.js';
import { assertNoEscalation } from '../chat-sessions/session.policy.js';
import type { PoolService } from '../pools/pool.service.js';
import type { EventDraft } from '../session-log/draft.js';
import type { SessionLog } from '../session-log/session-log.service.js';
import type { ChatSessionState } from '../session-log/state.js';

export interface WaitDeps {
  log: SessionLog;
  pools: PoolService;
  calendar: CalendarService;
  clock: Clock;
}

/** How citizens wait: in the chat, or leaving the appeal for an answer that they read in «Обращения» (docs/adr/0014-callbacks.md). */
export class WaitService {
  readonly #deps: WaitDeps;

  constructor(deps: WaitDeps) {
    this.#deps = deps;
  }

  /** Fails with `escalation_open` while a senior is called, `session_not_open_for_this` where nobody waits. */
  setWait(
    actor: CitizenActor,
    { sessionId, mode }: { sessionId: string; mode: WaitMode },
  ): Promise<ChatSessionState> {
    return appendAsCitizen(this.#deps.log, actor, sessionId, (current) => {
      assertNoEscalation(current);
      const isLater = current.later !== undefined;
      if (isLater === (mode === 'later')) return null;
      return this.#draft(current, mode, 'citizen');
    });
  }

  /** Leaves the appeal for who has gone without a word, if that is so. */
  async leaveFor(
    sessionId: string,
    isGone: (state: ChatSessionState) => boolean,
  ): Promise<ChatSessionState> {
    const { state } = await this.#deps.log.append({
      sessionId,
      authorId: 'system',
      decide: (current) => (isGone(current) ? this.#draft(current, 'later', 'system') : null),
    });
    return state;
  }

  #draft(state: ChatSessionState, mode: WaitMode, by: 'citizen' | 'system'): EventDraft {
    const ranksAt = mode === 'later' ? { ranksAt: this.#ranksAt(state) } : {};
    return { kind: 'wait.changed', audience: 'all', plain: { mode, by, ...ranksAt } };
  }

  /** So many working hours from now. */
  #ranksAt({ poolId = '' }: ChatSessionState): Date {
    const { calendar, clock, pools } = this.#deps;
    const nowMs = clock.nowMs();
    const { laterMs } = limits.longWait;
    const spans = calendar.days.listOpenSpans(pools.findPool(poolId)?.hours, nowMs);
    return new Date(addOpenTime(spans, nowMs, laterMs) ?? nowMs + laterMs);
  }
}
