import type { ClosingOutcome } from '../../../shared/domain/states.js';
import { limits } from '../../../shared/limits.js';
import type { Clock } from '../../lib/clock.js';
import { DomainError } from '../../lib/domain-error.js';
import type { CitizenActor, StaffActor } from '../auth/actor.js';
import { appendAsCitizen } from '../chat-sessions/append-as-citizen.js';
import { assertNoEscalation, assertOwner } from '../chat-sessions/session.policy.js';
import type { Deadlines } from '../deadlines/deadline.service.js';
import type { SessionLog } from '../session-log/session-log.service.js';
import type { ChatSessionState } from '../session-log/state.js';
import { planDestruction } from './unrecorded.js';

export interface ClosingDeps {
  log: SessionLog;
  deadlines: Deadlines;
  clock: Clock;
}

export interface ProposeRequest {
  sessionId: string;
  outcome: ClosingOutcome;
  summary: string;
  lastPublicSeq: number;
  dueAt?: string;
}

/** The end of a talk: the operator proposes, the citizen confirms, 24 hours of silence close with notice. */
export class ClosingService {
  readonly #deps: ClosingDeps;

  constructor(deps: ClosingDeps) {
    this.#deps = deps;
    deps.deadlines.handle('confirm', ({ sessionId }) => this.#closeUnconfirmed(sessionId));
  }

  /**
   * Finishes an operator's work with an outcome and a summary; the seat is free, the citizen is asked. Fails with
   * `newer_message` where the citizen has written since `lastPublicSeq`, `escalation_open`, `not_owner`,
   * `bad_request` where work goes on and no later day is named.
   */
  async proposeClosing(actor: StaffActor, request: ProposeRequest): Promise<ChatSessionState> {
    const { clock, deadlines, log } = this.#deps;
    const { sessionId, outcome, summary } = request;
    const dueAt = this.#dueAtOf(request);
    const assertMay = (current: ChatSessionState): void => {
      assertOwner(actor, current);
      assertNoEscalation(current);
      if ((current.citizenSpoke?.publicSeq ?? 0) > request.lastPublicSeq) {
        throw new DomainError('newer_message', 'The citizen has written since you last looked.');
      }
    };
    // Asked before as well: who may not close must not move the moment of a close that stands.
    assertMay(await log.getState(sessionId));
    const confirmUntil = new Date(clock.nowMs() + limits.closing.confirmMs);
    await deadlines.set('confirm', sessionId, sessionId, confirmUntil);
    const { state } = await log.append({
      sessionId,
      authorId: actor.operatorId,
      decide: (current) => {
        assertMay(current);
        return {
          kind: 'closing.proposed',
          audience: 'all',
          plain: {
            outcome,
            operatorId: actor.operatorId,
            operatorName: actor.name,
            ...(outcome === 'in_progress' ? { responsibleName: actor.name } : {}),
            ...(dueAt ? { dueAt } : {}),
          },
          secret: { summary },
        };
      },
    });
    return state;
  }

  /** The citizen's answer: it helped and the session closes, or it did not and a person comes back. */
  async confirm(
    actor: CitizenActor,
    request: { sessionId: string; isSolved: boolean },
  ): Promise<ChatSessionState> {
    if (request.isSolved) await this.#planDestruction(request.sessionId);
    return appendAsCitizen(this.#deps.log, actor, request.sessionId, (current) => {
      if (current.status !== 'awaiting_confirmation') return null;
      return request.isSolved
        ? {
            kind: 'session.closed',
            audience: 'all',
            plain: { by: 'citizen', reason: 'confirmed' },
          }
        : { kind: 'closing.refused', audience: 'all', plain: {} };
    });
  }

  /** The citizen leaves by their own wish; an open escalation is withdrawn with it. */
  async closeByCitizen(actor: CitizenActor, sessionId: string): Promise<ChatSessionState> {
    await this.#planDestruction(sessionId);
    return appendAsCitizen(this.#deps.log, actor, sessionId, (current) =>
      current.status === 'closed'
        ? null
        : {
            kind: 'session.closed',
            audience: 'all',
            plain: { by: 'citizen', reason: 'closed_by_citizen' },
          },
    );
  }

  async rate(
    actor: CitizenActor,
    request: { sessionId: string; score: number; comment: string },
  ): Promise<ChatSessionState> {
    const { score, comment } = request;
    return appendAsCitizen(this.#deps.log, actor, request.sessionId, (current) =>
      current.rating !== undefined
        ? null
        : {
            kind: 'rating.given',
            audience: 'all',
            plain: { score },
            // Where the talk was destroyed no words are added to it.
            secret: { comment: current.isDestroyed ? '' : comment },
          },
    );
  }

  /** Work that goes on has a day by which it will be done [spec 2.9]. */
  #dueAtOf({ outcome, dueAt }: ProposeRequest): Date | undefined {
    if (outcome !== 'in_progress') return undefined;
    const date = new Date(dueAt ?? 0);
    if (date.getTime() > this.#deps.clock.nowMs()) return date;
    throw new DomainError('bad_request', 'Name the day, later than now, by which it will be done.');
  }

  async #planDestruction(sessionId: string): Promise<void> {
    const { clock, deadlines, log } = this.#deps;
    const state = await log.getState(sessionId);
    if (state.status !== 'closed') await planDestruction(deadlines, state, clock.now());
  }

  async #closeUnconfirmed(sessionId: string): Promise<void> {
    await this.#planDestruction(sessionId);
    await this.#deps.log.append({
      sessionId,
      authorId: 'system',
      decide: (state) => {
        const proposedAt = state.closing?.proposedAt.getTime();
        if (state.status !== 'awaiting_confirmation' || proposedAt === undefined) return null;
        if (this.#deps.clock.nowMs() < proposedAt + limits.closing.confirmMs) return null;
        return {
          kind: 'session.closed',
          audience: 'all',
          plain: { by: 'system', reason: 'not_confirmed' },
        };
      },
    });
  }
}
