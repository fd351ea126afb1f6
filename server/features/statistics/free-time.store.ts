import type { Connection } from 'mongoose';
import { limits } from '../../../shared/limits.js';

/** A stretch of time in which somebody could have been offered a chat; never longer than an hour. */
export interface FreeStretch {
  operatorId: string;
  from: Date;
  until: Date;
}

export interface FreeTimeStore {
  ensureIndexes(): Promise<void>;
  /** Two processes may see the same: of one beginning the later end stands. */
  put(stretches: readonly FreeStretch[]): Promise<void>;
  /** That begin in `from ≤ … < to`. */
  list(from: Date, to: Date): Promise<FreeStretch[]>;
}

export const createFreeTimeStore = (connection: Connection): FreeTimeStore => {
  const collection = connection.collection<FreeStretch & { _id: string }>('freeTimes');
  return {
    async ensureIndexes() {
      const expireAfterSeconds = limits.statistics.keepMs / 1_000;
      await collection.createIndexes([{ key: { from: 1 }, name: 'from', expireAfterSeconds }]);
    },
    async put(stretches) {
      if (stretches.length === 0) return;
      await collection.bulkWrite(
        stretches.map(({ operatorId, from, until }) => ({
          updateOne: {
            filter: { _id: `${operatorId}:${from.getTime()}` },
            update: { $setOnInsert: { operatorId, from }, $max: { until } },
            upsert: true,
          },
        })),
        { ordered: false },
      );
    },
    list: (from, to) => collection.find({ from: { $gte: from, $lt: to } }).toArray(),
  };
};
