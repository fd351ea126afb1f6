import { DomainError } from '../../lib/domain-error.js';
import type { AppendRequest } from './draft.js';
import type { SessionLogStore } from './session-log.store.js';
import type { ChatSessionState } from './state.js';

/**
 * Fails with `retry` while the message that a request names as the one before it is not stored. Usually that one was
 * the author's last, which the folded state knows; only else the store is asked.
 */
export const createAssertFollows =
  (store: Pick<SessionLogStore, 'findByClientMessage'>) =>
  async ({ sessionId, authorId, follows }: AppendRequest, state: ChatSessionState) => {
    if (follows === undefined || state.lastSaid?.[authorId] === follows) return;
    if (await store.findByClientMessage(sessionId, authorId, follows)) return;
    throw new DomainError('retry', 'The message before this one is not stored yet.');
  };
