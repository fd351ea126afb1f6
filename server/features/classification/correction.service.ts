import type { RequestType } from '../../../shared/domain/request-types.js';
import type { CitizenActor, StaffActor } from '../auth/actor.js';
import { assertCitizenOf, assertOwner } from '../chat-sessions/session.policy.js';
import type { SessionLog } from '../session-log/session-log.service.js';
import type { ChatSessionState } from '../session-log/state.js';

/**
 * People who know better than the model. Each correction is an event of the log, which is where training data are
 * later read from; it never moves a session by itself: that takes a transfer.
 */
export class CorrectionService {
  readonly #log: SessionLog;

  constructor(log: SessionLog) {
    this.#log = log;
  }

  chooseType(
    actor: CitizenActor,
    request: { sessionId: string; requestType: RequestType },
  ): Promise<ChatSessionState> {
    return this.#correct(request, actor.citizenId, 'citizen', (state) =>
      assertCitizenOf(actor, state),
    );
  }

  correctType(
    actor: StaffActor,
    request: { sessionId: string; requestType: RequestType },
  ): Promise<ChatSessionState> {
    return this.#correct(request, actor.operatorId, 'operator', (state) =>
      assertOwner(actor, state),
    );
  }

  async #correct(
    request: { sessionId: string; requestType: RequestType },
    authorId: string,
    decidedBy: 'citizen' | 'operator',
    assertMay: (state: ChatSessionState) => void,
  ): Promise<ChatSessionState> {
    const { sessionId, requestType } = request;
    const { state } = await this.#log.append({
      sessionId,
      authorId,
      decide: (current) => {
        assertMay(current);
        const known = current.classification;
        if (known?.isDecided && known.requestType === requestType) return null;
        return {
          kind: 'classification.made',
          audience: 'all',
          plain: {
            requestType,
            confidence: 1,
            decidedBy,
            isDecided: true,
            alternatives: known?.alternatives ?? [],
          },
          secret: { because: [] },
        };
      },
    });
    return state;
  }
}
