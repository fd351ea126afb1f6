import type { Connection } from 'mongoose';
import type { Audience } from '../../../shared/domain/states.js';
import { dropIndexes } from '../../storage/drop-indexes.js';
import { createAttachmentModel, type Attachment } from './attachment.model.js';

/** The files of one message. */
export interface MessageFiles {
  sessionId: string;
  authorId: string;
  clientMessageId: string;
}

export interface AttachmentStore {
  ensureIndexes(): Promise<void>;
  insert(attachment: Attachment): Promise<void>;
  markStored(attachmentId: string, now: Date): Promise<void>;
  findById(attachmentId: string): Promise<Attachment | null>;
  /** One whose bytes are stored. */
  findByDigest(files: MessageFiles, digest: string): Promise<Attachment | null>;
  /** Files of this author in the session that no message names yet. */
  countPending(sessionId: string, authorId: string): Promise<number>;
  listByIds(attachmentIds: readonly string[]): Promise<Attachment[]>;
  /** Gives the files to their message, for `audience`; those that have one already keep it. */
  claim(
    attachmentIds: readonly string[],
    claim: { audience: Audience; now: Date; orphanAt: Date },
  ): Promise<void>;
  listOrphaned(now: Date): Promise<Attachment[]>;
  markNamed(attachmentId: string): Promise<void>;
  /** False where it was claimed anew or named meanwhile. */
  doom(attachmentId: string, now: Date): Promise<boolean>;
  doomOfSession(sessionId: string): Promise<Attachment[]>;
  remove(attachmentId: string): Promise<void>;
}

export const createAttachmentStore = (connection: Connection): AttachmentStore => {
  const model = createAttachmentModel(connection);
  const attachments = connection.collection<Attachment>('attachments');
  return {
    async ensureIndexes() {
      await dropIndexes(connection, 'attachments', ['orphan']);
      await model.createIndexes();
    },
    async insert(attachment) {
      await attachments.insertOne(attachment);
    },
    async markStored(attachmentId, now) {
      await attachments.updateOne({ _id: attachmentId }, { $set: { storedAt: now } });
    },
    findById: (attachmentId) => attachments.findOne({ _id: attachmentId }),
    findByDigest: (files, digest) =>
      attachments.findOne({ ...files, digest, storedAt: { $exists: true } }),
    countPending: (sessionId, authorId) =>
      attachments.countDocuments({ sessionId, authorId, orphanAt: { $exists: true } }),
    listByIds: (attachmentIds) => attachments.find({ _id: { $in: [...attachmentIds] } }).toArray(),
    async claim(attachmentIds, { audience, now, orphanAt }) {
      const ids = { $in: [...attachmentIds] };
      const living = { isDoomed: { $exists: false } };
      await attachments.updateMany(
        { _id: ids, claimedAt: { $exists: false }, ...living },
        { $set: { claimedAt: now, audience } },
      );
      // The hour starts anew, so that a message on its way never finds its file just gone.
      await attachments.updateMany(
        { _id: ids, orphanAt: { $exists: true }, ...living },
        { $set: { orphanAt } },
      );
    },
    listOrphaned: (now) => attachments.find({ orphanAt: { $lte: now } }).toArray(),
    async markNamed(attachmentId) {
      await attachments.updateOne({ _id: attachmentId }, { $unset: { orphanAt: '' } });
    },
    async doom(attachmentId, now) {
      const { matchedCount } = await attachments.updateOne(
        { _id: attachmentId, orphanAt: { $lte: now } },
        { $set: { isDoomed: true } },
      );
      return matchedCount === 1;
    },
    async doomOfSession(sessionId) {
      await attachments.updateMany({ sessionId }, { $set: { isDoomed: true } });
      return attachments.find({ sessionId }).toArray();
    },
    async remove(attachmentId) {
      await attachments.deleteOne({ _id: attachmentId });
    },
  };
};
