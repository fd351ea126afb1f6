import { DomainError } from '../../lib/domain-error.js';
import type { AppealKeys } from '../../storage/encryption/appeal-keys.js';
import { hashBody, type AppendRequest, type EventDraft } from './draft.js';
import type { SessionEvent } from './session-event.js';
import type { SessionLogStore } from './session-log.store.js';

/**
 * The event an earlier try of the same request has stored, null where there is none. Fails with `message_conflict`
 * where the same `clientMessageId` carries another body than `draft`; without a draft the body is not compared.
 */
export type FindReplay = (
  request: AppendRequest,
  appealId: string,
  draft: EventDraft | null,
) => Promise<SessionEvent | null>;

export const createFindReplay =
  (store: SessionLogStore, keys: AppealKeys): FindReplay =>
  async ({ sessionId, authorId, clientMessageId, causeId }, appealId, draft) => {
    if (causeId !== undefined) {
      const caused = await store.findByCause(sessionId, causeId);
      // An answer is for whoever it was given to: somebody else with the same cause is refused as at first.
      return caused?.authorId === authorId ? caused : null;
    }
    if (clientMessageId === undefined) return null;
    const found = await store.findByClientMessage(sessionId, authorId, clientMessageId);
    const key = found && draft && (await keys.findKey(appealId));
    if (key && found.bodyHash !== hashBody(draft, key)) {
      throw new DomainError(
        'message_conflict',
        'This clientMessageId was used for another message.',
      );
    }
    return found;
  };
