import type { OrderedBus } from '../../events/bus.js';
import type { SessionEvent } from './session-event.js';
import type { ChatSessionState } from './state.js';

/** One stored event with the session before and after it. */
export interface SessionChange {
  event: SessionEvent;
  before: ChatSessionState;
  after: ChatSessionState;
  /** Stored by this process, which lets follow what follows; false where another process does. */
  isOwn: boolean;
}

export type SessionBus = OrderedBus<SessionChange>;
