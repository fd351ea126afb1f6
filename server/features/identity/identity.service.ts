import type { IdentityDocument } from '../../../shared/domain/states.js';
import { limits } from '../../../shared/limits.js';
import type { Clock } from '../../lib/clock.js';
import { DomainError } from '../../lib/domain-error.js';
import type { CitizenActor, StaffActor } from '../auth/actor.js';
import { assertCitizenOf, assertOwner } from '../chat-sessions/session.policy.js';
import { countFailures } from '../session-log/fold.js';
import type { SessionLog } from '../session-log/session-log.service.js';
import type { ChatSessionState } from '../session-log/state.js';
import type { IdentityRegistry } from './registry.js';

export interface IdentityDeps {
  log: SessionLog;
  registry: IdentityRegistry;
  clock: Clock;
}

/** The top of the identity ladder: full name and a document, matched with the registry, never typed into the chat. */
export class IdentityService {
  readonly #deps: IdentityDeps;

  constructor(deps: IdentityDeps) {
    this.#deps = deps;
  }

  async requestCheck(actor: StaffActor, sessionId: string): Promise<ChatSessionState> {
    const { state } = await this.#deps.log.append({
      sessionId,
      authorId: actor.operatorId,
      decide: (current) => {
        assertOwner(actor, current);
        if (current.identity.isRequested || current.identity.step === 'documents') return null;
        return {
          kind: 'identity.requested',
          audience: 'all',
          plain: { byOperatorId: actor.operatorId },
        };
      },
    });
    return state;
  }

  /**
   * Checks what the citizen typed. What was typed is not kept; the attempt is. Three failures wait 15 minutes, five
   * lock for 30 (`identity_wait`, `identity_locked`, with `retryAfterMs`).
   */
  async submit(
    actor: CitizenActor,
    request: { sessionId: string; fullName: string; document: IdentityDocument; number: string },
  ): Promise<ChatSessionState> {
    const { clock, log, registry } = this.#deps;
    const { sessionId, fullName, document } = request;
    const assertMay = (state: ChatSessionState) => {
      assertCitizenOf(actor, state);
      if (!state.identity.isRequested) {
        throw new DomainError('identity_not_requested', 'No check was asked for.');
      }
      this.#assertNotBlocked(state);
    };
    assertMay(await log.getState(sessionId));
    const number = request.number.replace(/\D/g, '');
    const isMatched = await registry.matches({ fullName, document, number });
    const { state } = await log.append({
      sessionId,
      authorId: actor.citizenId,
      decide: (current) => {
        assertMay(current);
        const failures = countFailures(current.identity) + (isMatched ? 0 : 1);
        const blockMs = isMatched ? 0 : blockAfter(failures);
        return {
          kind: 'identity.checked',
          audience: 'all',
          plain: {
            isMatched,
            document,
            step: isMatched ? 'documents' : current.identity.step,
            attemptsLeft: Math.max(limits.identity.lockAfterFailures - failures, 0),
            ...(blockMs > 0 ? { blockedUntil: new Date(clock.nowMs() + blockMs) } : {}),
          },
        };
      },
    });
    return state;
  }

  #assertNotBlocked({ identity }: ChatSessionState): void {
    const retryAfterMs = (identity.blockedUntil?.getTime() ?? 0) - this.#deps.clock.nowMs();
    if (retryAfterMs <= 0) return;
    const isLocked = identity.failures >= limits.identity.lockAfterFailures;
    throw new DomainError(
      isLocked ? 'identity_locked' : 'identity_wait',
      'Too many failed checks.',
      {
        retryAfterMs,
      },
    );
  }
}

const blockAfter = (failures: number): number => {
  if (failures >= limits.identity.lockAfterFailures) return limits.identity.lockMs;
  return failures >= limits.identity.waitAfterFailures ? limits.identity.waitMs : 0;
};
