import type { Clock } from '../../lib/clock.js';
import { DomainError } from '../../lib/domain-error.js';
import { newOpaqueId } from '../../lib/ids.js';
import type { CitizenActor, StaffActor } from '../auth/actor.js';
import { appendAsCitizen } from '../chat-sessions/append-as-citizen.js';
import { assertCitizenOf, assertOwner } from '../chat-sessions/session.policy.js';
import type { Deadlines } from '../deadlines/deadline.service.js';
import type { PoolService } from '../pools/pool.service.js';
import type { SessionLog } from '../session-log/session-log.service.js';
import type { ChatSessionState } from '../session-log/state.js';
import { isLaterStep, planEscalation } from './escalation-plan.js';

export interface EscalationDeps {
  log: SessionLog;
  deadlines: Deadlines;
  pools: PoolService;
  clock: Clock;
  /** Sessions that stand in the lists of a member of staff. */
  listSessionsOf: (operatorId: string) => readonly string[];
}

/** Opening, withdrawing and handing over an escalation. What happens in between: `senior-search`. */
export class EscalationService {
  readonly #deps: EscalationDeps;

  constructor(deps: EscalationDeps) {
    this.#deps = deps;
  }

  /**
   * Opens the window at once. While one is open the answer is the same session with its countdown. Fails with
   * `senior_already_here` where a senior holds the session, `session_closed`, `not_found`, `not_owner`.
   */
  async requestEscalation(
    actor: CitizenActor | StaffActor,
    sessionId: string,
  ): Promise<ChatSessionState> {
    const { clock, deadlines, log, pools } = this.#deps;
    const known = await log.getState(sessionId);
    const assertMay = (state: ChatSessionState) =>
      actor.kind === 'citizen' ? assertCitizenOf(actor, state) : assertOwner(actor, state);
    assertMay(known);
    if (known.escalation) return known;
    assertNoSenior(known);

    const openedAt = clock.now();
    const escalationId = newOpaqueId(openedAt.getTime());
    const pool =
      (known.poolId === undefined ? null : pools.findPool(known.poolId)) ??
      pools.getPoolOf(known.classification?.requestType ?? 'general');
    const plan = planEscalation(openedAt, known.priority, pool.escalation);
    // Every step's moment rests in the database before the promise is made.
    for (const { step, dueAt } of plan.steps) {
      await deadlines.set('escalation', `${escalationId}:${step}`, sessionId, dueAt);
    }
    const { state } = await log.append({
      sessionId,
      authorId: actor.kind === 'citizen' ? actor.citizenId : actor.operatorId,
      decide: (current) => {
        assertMay(current);
        if (current.escalation) return null;
        assertNoSenior(current);
        return {
          kind: 'escalation.opened',
          audience: 'all',
          plain: {
            escalationId,
            openedBy: actor.kind === 'citizen' ? 'citizen' : 'operator',
            openedAt,
            deadlineAt: plan.deadlineAt,
            steps: plan.steps,
            boostMs: pool.boostMs.urgent,
          },
        };
      },
    });
    return state;
  }

  /** The citizen takes the call back. Nothing open: the same session, unchanged. */
  withdrawEscalation(actor: CitizenActor, sessionId: string): Promise<ChatSessionState> {
    return appendAsCitizen(this.#deps.log, actor, sessionId, (current) => {
      if (!current.escalation) return null;
      const { escalationId } = current.escalation;
      return {
        kind: 'escalation.ended',
        audience: 'all',
        plain: { escalationId, outcome: 'withdrawn' },
      };
    });
  }

  /**
   * The operator's summary for the senior: the request, what was tried, the documents. Owed from the moment a senior has
   * come; whoever writes it while the window still runs owes none. Fails with `not_owner`.
   */
  async handOver(
    actor: StaffActor,
    request: { sessionId: string; summary: string },
  ): Promise<ChatSessionState> {
    const { state } = await this.#deps.log.append({
      sessionId: request.sessionId,
      authorId: actor.operatorId,
      decide: (current) => {
        const escalationId = findHandOver(current, actor.operatorId);
        if (escalationId === undefined) {
          throw new DomainError('not_owner', 'No hand-over is expected from you here.');
        }
        return {
          kind: 'escalation.handed_over',
          audience: 'staff',
          plain: {
            escalationId,
            fromOperatorId: actor.operatorId,
            fromOperatorName: actor.name,
          },
          secret: { summary: request.summary },
        };
      },
    });
    return state;
  }

  /** Nobody's shift ends before their summaries are written: fails with `summary_owed` and of which appeal. */
  async assertOwesNothing({ operatorId }: StaffActor): Promise<void> {
    for (const sessionId of this.#deps.listSessionsOf(operatorId)) {
      const { appealNumber, handOverFrom } = await this.#deps.log.getState(sessionId);
      if (handOverFrom?.operatorId !== operatorId) continue;
      throw new DomainError('summary_owed', 'A senior waits for your summary.', { appealNumber });
    }
  }

  /** Writes the steps that have begun by now, in order and each once, unless the window is over. */
  async writeDueSteps(sessionId: string, escalationId: string): Promise<void> {
    const { clock, log } = this.#deps;
    const { escalation } = await log.getState(sessionId);
    if (escalation?.escalationId !== escalationId) return;
    // After a standstill several are due at once: they are written as they would have come.
    const due = escalation.steps.filter(({ dueAt }) => dueAt.getTime() <= clock.nowMs());
    for (const { step } of due) {
      await log.append({
        sessionId,
        authorId: 'system',
        causeId: `escalation:${escalationId}:${step}`,
        decide: ({ escalation: current }) =>
          current?.escalationId === escalationId && isLaterStep(step, current.step)
            ? { kind: 'escalation.stepped', audience: 'all', plain: { escalationId, step } }
            : null,
      });
    }
  }
}

/** The escalation of which this operator has something to hand over: owed, or of the chat they still hold. */
const findHandOver = (
  { escalation, handOverFrom, owner }: ChatSessionState,
  operatorId: string,
): string | undefined => {
  if (handOverFrom?.operatorId === operatorId) return handOverFrom.escalationId;
  return owner?.operatorId === operatorId ? escalation?.escalationId : undefined;
};

const assertNoSenior = (state: ChatSessionState): void => {
  if (state.owner?.tier !== 'senior') return;
  throw new DomainError('senior_already_here', 'A senior specialist already answers here.');
};
