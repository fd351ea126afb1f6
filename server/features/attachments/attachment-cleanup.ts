import type { Logger } from '../../lib/logger.js';
import type { SessionEvent } from '../session-log/session-event.js';
import type { Attachment } from './attachment.model.js';
import type { AttachmentStore } from './attachment.store.js';
import type { FileBytesStore } from './file-bytes.store.js';

export interface CleanupDeps {
  store: AttachmentStore;
  bytes: FileBytesStore;
  /** The session log's own lookup: whether a message was stored is its word alone. */
  messages: {
    findByClientMessage(
      sessionId: string,
      authorId: string,
      clientMessageId: string,
    ): Promise<SessionEvent | null>;
  };
  logger: Logger;
}

/** Files that must go: those no message names, and those of a session that is destroyed. */
export class AttachmentCleanup {
  readonly #deps: CleanupDeps;

  constructor(deps: CleanupDeps) {
    this.#deps = deps;
  }

  /**
   * Deletes files that no stored message has named for an hour, half-stored ones too; answers how many. Harmless
   * on several nodes at once and after a crash half-way.
   */
  async deleteOrphans(now: Date): Promise<number> {
    const { store, logger } = this.#deps;
    let count = 0;
    for (const attachment of await store.listOrphaned(now)) {
      if (await this.#isNamed(attachment)) {
        await store.markNamed(attachment._id);
      } else if (await store.doom(attachment._id, now)) {
        await this.#delete(attachment);
        count += 1;
      }
    }
    if (count > 0) logger.info({ event: 'attachments.orphans_deleted', count });
    return count;
  }

  /** Deletes every file, thumbnail and entry of a session; answers how many files there were. */
  async destroyOfSession(sessionId: string): Promise<number> {
    const doomed = await this.#deps.store.doomOfSession(sessionId);
    for (const attachment of doomed) await this.#delete(attachment);
    return doomed.length;
  }

  async #isNamed(attachment: Attachment): Promise<boolean> {
    if (!attachment.claimedAt) return false;
    const { _id, sessionId, authorId, clientMessageId } = attachment;
    const event = await this.#deps.messages.findByClientMessage(
      sessionId,
      authorId,
      clientMessageId,
    );
    return event?.kind === 'message.created' && event.plain.attachmentIds.includes(_id);
  }

  async #delete({ _id }: Attachment): Promise<void> {
    await this.#deps.bytes.remove(_id);
    await this.#deps.store.remove(_id);
  }
}
