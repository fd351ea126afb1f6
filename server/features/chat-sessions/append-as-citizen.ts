import type { CitizenActor } from '../auth/actor.js';
import type { Decide } from '../session-log/draft.js';
import type { SessionLog } from '../session-log/session-log.service.js';
import type { ChatSessionState } from '../session-log/state.js';
import { assertCitizenOf } from './session.policy.js';

/** What a citizen does in a session of their own; in anybody else's it fails with `not_found`. */
export const appendAsCitizen = async (
  log: SessionLog,
  actor: CitizenActor,
  sessionId: string,
  decide: Decide,
): Promise<ChatSessionState> => {
  const { state } = await log.append({
    sessionId,
    authorId: actor.citizenId,
    decide: (current) => {
      assertCitizenOf(actor, current);
      return decide(current);
    },
  });
  return state;
};
