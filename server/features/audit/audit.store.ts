import type { Connection } from 'mongoose';
import type { AuditEntry } from './audit-entry.js';

/** Only added to and read: nothing here changes or deletes an entry. */
export interface AuditStore {
  ensureIndexes(): Promise<void>;
  /** Adds what is not there yet, in order. */
  add(entries: readonly AuditEntry[]): Promise<void>;
  find(entryId: string): Promise<AuditEntry | null>;
  /** The newest first: of everything or of one subject, from the newest or from behind an entry. */
  list(wanted: { subjectId?: string; before?: AuditEntry; count: number }): Promise<AuditEntry[]>;
}

export const createAuditStore = (connection: Connection): AuditStore => {
  const collection = connection.collection<AuditEntry>('auditEntries');
  return {
    async ensureIndexes() {
      await collection.createIndexes([
        { key: { at: -1, _id: -1 }, name: 'newest' },
        { key: { subjectId: 1, at: -1, _id: -1 }, name: 'subject_newest' },
      ]);
    },
    async add(entries) {
      for (const { _id, ...rest } of entries) {
        await collection.updateOne({ _id }, { $setOnInsert: rest }, { upsert: true });
      }
    },
    find: (entryId) => collection.findOne({ _id: entryId }),
    async list({ subjectId, before, count }) {
      const find = (filter: object, limit: number) =>
        collection
          .find({ ...(subjectId === undefined ? {} : { subjectId }), ...filter })
          .sort({ at: -1, _id: -1 })
          .limit(limit)
          .toArray();
      if (!before) return find({}, count);
      // Two questions, each a stretch of the index: an alternative in one is no stretch for every engine.
      const { _id, at } = before;
      const sameMoment = await find({ at, _id: { $lt: _id } }, count);
      const left = count - sameMoment.length;
      return left === 0 ? sameMoment : [...sameMoment, ...(await find({ at: { $lt: at } }, left))];
    },
  };
};
