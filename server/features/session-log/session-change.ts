import type { OrderedBus } from '../../events/bus.js';
import type { SessionEvent } from './session-event.js';
import type { ChatSessionState } from './state.js';

/** One stored event with the session before and after it. */
export interface SessionChange {
  event: SessionEvent;
  before: ChatSessionState;
  after: ChatSessionState;
}

export type SessionBus = OrderedBus<SessionChange>;
