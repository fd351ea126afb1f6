import type { DecisionView } from '../../../shared/views/routing.js';
import type { Actor } from '../auth/actor.js';
import type { SessionAccess } from '../chat-sessions/session-access.js';
import type { SessionLog } from '../session-log/session-log.service.js';
import type { DecisionStore } from './decision.store.js';

export interface DecisionDeps {
  store: Pick<DecisionStore, 'listOfSession'>;
  sessions: SessionAccess;
  log: Pick<SessionLog, 'listEvents'>;
}

/** Why each offer of a session went to whom it went. */
export class DecisionService {
  readonly #deps: DecisionDeps;

  constructor(deps: DecisionDeps) {
    this.#deps = deps;
  }

  /** Eldest first; none for an offer that was never made. Fails with `not_found`, also where the actor may not see it. */
  async listDecisions(actor: Actor, sessionId: string): Promise<DecisionView[]> {
    const { store, sessions, log } = this.#deps;
    const { headSeq } = await sessions.getReadableSession(actor, sessionId);
    const [stored, events] = await Promise.all([
      store.listOfSession(sessionId),
      log.listEvents(sessionId, 0, headSeq),
    ]);
    const made = new Set(
      events.flatMap((event) => (event.kind === 'offer.made' ? [event.plain.offerId] : [])),
    );
    return stored
      .filter(({ offerId }) => made.has(offerId))
      .map(({ offerId, at, facts, chosen, leftOut }) => ({
        ...{ offerId, at: at.toISOString(), facts, chosen, leftOut },
      }));
  }
}
