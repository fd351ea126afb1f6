import { emptyState } from '../../server/features/session-log/fold.js';
import type { ChatSessionState } from '../../server/features/session-log/state.js';

/** A folded session for tests of rules that look at nothing else. */
export const buildState = (parts: Partial<ChatSessionState> = {}): ChatSessionState => ({
  ...emptyState({
    sessionId: 'session-1',
    appealId: 'appeal-1',
    appealNumber: '26-0000001-0',
    citizenId: 'citizen-1',
    clientSessionId: 'client-1',
    openedAt: new Date(0),
  }),
  ...parts,
});
