import type { Connection } from 'mongoose';
import type { RequestType } from '../../../shared/domain/request-types.js';
import { limits } from '../../../shared/limits.js';
import type { Share } from './drift.js';
import { isDuplicateKey } from '../../storage/duplicate-key.js';

/** One type was corrected more often than before. */
export interface DriftAlarm {
  requestType: RequestType;
  /** The Monday its week began with, `2026-11-30`: once a type and week. */
  week: string;
  raisedAt: Date;
  recent: Share;
  before: Share;
  /** The days before, or what the model promised when it was trained. */
  baseline: 'days' | 'evaluation';
}

type AlarmDocument = DriftAlarm & { _id: string };

export interface AlarmStore {
  ensureIndexes(): Promise<void>;
  /** False where it was raised before, by whatever process. */
  raise(alarm: DriftAlarm): Promise<boolean>;
  /** Newest first. */
  listSince(since: Date): Promise<DriftAlarm[]>;
}

export const createAlarmStore = (connection: Connection): AlarmStore => {
  const collection = connection.collection<AlarmDocument>('driftAlarms');
  return {
    ensureIndexes: async () => {
      await collection.createIndexes([
        {
          key: { raisedAt: 1 },
          name: 'kept',
          expireAfterSeconds: limits.review.alarmKeepMs / 1_000,
        },
      ]);
    },
    async raise(alarm) {
      try {
        await collection.insertOne({ _id: `${alarm.requestType}:${alarm.week}`, ...alarm });
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) {
          return false;
        }
        throw error;
      }
    },
    listSince: (since) =>
      collection
        .find({ raisedAt: { $gte: since } })
        .sort({ raisedAt: -1 })
        .toArray(),
  };
};
