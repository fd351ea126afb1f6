import type { Connection } from 'mongoose';
import type { RequestType } from '../../../shared/domain/request-types.js';
import { limits } from '../../../shared/limits.js';
import { isDuplicateKey } from '../../storage/duplicate-key.js';

/** The first words of a session as keyed tokens. */
export interface StoredFirstWords {
  /** The session's id. */
  _id: string;
  requestType: RequestType;
  at: Date;
  tokens: string[];
  isOfIncident: boolean;
}

interface CountedHour {
  /** `<type>:<hour in ISO 8601>` */
  _id: string;
  hourAt: Date;
  count: number;
}

/** What came of which type and when: the last week's first words, and five weeks of counted hours. */
export interface FirstWordsStore {
  ensureIndexes(): Promise<void>;
  /** `known`: this session was noted before. */
  note(words: StoredFirstWords): Promise<'noted' | 'known'>;
  find(sessionId: string): Promise<StoredFirstWords | null>;
  /** Of one type, the latest first, at most `most` of them. */
  listBetween(
    requestType: RequestType,
    from: Date,
    to: Date,
    most: number,
  ): Promise<StoredFirstWords[]>;
  setOfIncident(sessionId: string, isOfIncident: boolean): Promise<void>;
  remove(sessionId: string): Promise<void>;
  countHour(requestType: RequestType, hourAt: Date): Promise<void>;
  /** Counts of these hours; an hour in which nobody came is 0, one before anybody counted is left out. */
  listCounts(requestType: RequestType, hours: readonly Date[]): Promise<number[]>;
}

const hourId = (requestType: RequestType, hourAt: Date): string =>
  `${requestType}:${hourAt.toISOString()}`;

export const createFirstWordsStore = (connection: Connection): FirstWordsStore => {
  const words = connection.collection<StoredFirstWords>('incidentWords');
  const hours = connection.collection<CountedHour>('incidentHours');
  const { hoursKeepMs, wordsKeepMs } = limits.incidents;
  return {
    async ensureIndexes() {
      await words.createIndexes([
        { key: { requestType: 1, at: -1 }, name: 'type_at' },
        { key: { at: 1 }, name: 'kept', expireAfterSeconds: wordsKeepMs / 1_000 },
      ]);
      await hours.createIndexes([
        { key: { hourAt: 1 }, name: 'kept', expireAfterSeconds: hoursKeepMs / 1_000 },
      ]);
    },
    async note(document) {
      try {
        await words.insertOne(document);
        return 'noted';
      } catch (error) {
        if (isDuplicateKey(error)) return 'known';
        throw error;
      }
    },
    find: (sessionId) => words.findOne({ _id: sessionId }),
    listBetween: (requestType, from, to, most) =>
      words
        .find({ requestType, at: { $gte: from, $lt: to } })
        .sort({ at: -1 })
        .limit(most)
        .toArray(),
    async setOfIncident(sessionId, isOfIncident) {
      await words.updateOne({ _id: sessionId }, { $set: { isOfIncident } });
    },
    async remove(sessionId) {
      await words.deleteOne({ _id: sessionId });
    },
    async countHour(requestType, hourAt) {
      await hours.updateOne(
        { _id: hourId(requestType, hourAt) },
        { $inc: { count: 1 }, $setOnInsert: { hourAt } },
        { upsert: true },
      );
    },
    async listCounts(requestType, asked) {
      const [first] = await hours.find().sort({ hourAt: 1 }).limit(1).toArray();
      const since = first?.hourAt.getTime() ?? Infinity;
      const counted = asked.filter((hourAt) => hourAt.getTime() >= since);
      const found = await hours
        .find({ _id: { $in: counted.map((hourAt) => hourId(requestType, hourAt)) } })
        .toArray();
      const counts = new Map(found.map(({ _id, count }) => [_id, count]));
      return counted.map((hourAt) => counts.get(hourId(requestType, hourAt)) ?? 0);
    },
  };
};
