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
    list({ subjectId, before, count }) {
      const isBehind = before && {
        at: { $lte: before.at },
        $or: [{ at: { $lt: before.at } }, { _id: { $lt: before._id } }],
      };
      return collection
        .find({ ...(subjectId === undefined ? {} : { subjectId }), ...isBehind })
        .sort({ at: -1, _id: -1 })
        .limit(count)
        .toArray();
    },
  };
};
