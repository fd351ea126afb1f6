import type { Connection } from 'mongoose';
import type { PresenceChoice } from '../../../shared/domain/states.js';

export interface PresenceRecord {
  /** The operator's id. */
  _id: string;
  choice: PresenceChoice;
  /** When it was made: the later one counts. */
  choiceAt?: Date;
  /** The system has made it. */
  reason?: 'offers_missed';
  /** Renewed by acknowledged pings only. */
  leaseUntil: Date;
  /** Offers in a row that ran out unanswered. */
  missedOffers: number;
}

export interface PresenceStore {
  list(): Promise<PresenceRecord[]>;
  /** Leases never go back, whichever process writes last. */
  renewMany(leases: { operatorId: string; leaseUntil: Date }[]): Promise<void>;
  choose(operatorId: string, made: Omit<PresenceRecord, '_id' | 'missedOffers'>): Promise<void>;
  /** Answers how many in a row that makes. */
  countMissed(operatorId: string): Promise<number>;
  clearMissed(operatorId: string): Promise<void>;
}

export const createPresenceStore = (connection: Connection): PresenceStore => {
  const collection = connection.collection<PresenceRecord>('presence');
  return {
    list: () => collection.find().toArray(),
    async renewMany(leases) {
      if (leases.length === 0) return;
      await collection.bulkWrite(
        leases.map(({ operatorId, leaseUntil }) => ({
          updateOne: {
            filter: { _id: operatorId },
            update: {
              $max: { leaseUntil },
              $setOnInsert: { choice: 'offline', choiceAt: new Date(0), missedOffers: 0 },
            },
            upsert: true,
          },
        })),
        { ordered: false },
      );
    },
    async choose(operatorId, { leaseUntil, reason, ...choice }) {
      await collection.updateOne(
        { _id: operatorId },
        {
          $set: { ...choice, missedOffers: 0, ...(reason === undefined ? {} : { reason }) },
          ...(reason === undefined ? { $unset: { reason: '' } } : {}),
          $max: { leaseUntil },
        },
        { upsert: true },
      );
    },
    async countMissed(operatorId) {
      const record = await collection.findOneAndUpdate(
        { _id: operatorId },
        { $inc: { missedOffers: 1 } },
        { returnDocument: 'after' },
      );
      return record?.missedOffers ?? 1;
    },
    async clearMissed(operatorId) {
      await collection.updateOne(
        { _id: operatorId, missedOffers: { $gt: 0 } },
        { $set: { missedOffers: 0 } },
      );
    },
  };
};
