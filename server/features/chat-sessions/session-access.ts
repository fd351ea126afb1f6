import type { Actor } from '../auth/actor.js';
import type { SessionLog } from '../session-log/session-log.service.js';
import type { ChatSessionState } from '../session-log/state.js';
import { assertCanRead, assertCanWrite } from './session.policy.js';

/** The door other features take to a session: the right is checked on the way. */
export interface SessionAccess {
  /** Fails with `not_found`, also where the actor may not see it. */
  getReadableSession(actor: Actor, sessionId: string): Promise<ChatSessionState>;
  /** Fails as above, with `not_owner`, or with `forbidden`. */
  getWritableSession(
    actor: Actor,
    sessionId: string,
    audience: 'all' | 'staff',
  ): Promise<ChatSessionState>;
}

export const createSessionAccess = (log: SessionLog): SessionAccess => ({
  async getReadableSession(actor, sessionId) {
    const state = await log.getState(sessionId);
    assertCanRead(actor, state);
    return state;
  },
  async getWritableSession(actor, sessionId, audience) {
    const state = await log.getState(sessionId);
    assertCanWrite(actor, state, audience);
    return state;
  },
});
