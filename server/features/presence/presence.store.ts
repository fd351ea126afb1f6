import type { Connection } from 'mongoose';
import type { PresenceChoice } from '../../../shared/domain/states.js';

export interface PresenceRecord {
  /** The operator's id. */
  _id: string;
  choice: PresenceChoice;
  /** Renewed by acknowledged pings only. */
  leaseUntil: Date;
}

export interface PresenceStore {
  list(): Promise<PresenceRecord[]>;
  putMany(records: PresenceRecord[]): Promise<void>;
}

export const createPresenceStore = (connection: Connection): PresenceStore => {
  const collection = connection.collection<PresenceRecord>('presence');
  return {
    list: () => collection.find().toArray(),
    async putMany(records) {
      if (records.length === 0) return;
      await collection.bulkWrite(
        records.map(({ _id, ...set }) => ({
          updateOne: { filter: { _id }, update: { $set: set }, upsert: true },
        })),
        { ordered: false },
      );
    },
  };
};
