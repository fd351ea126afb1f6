import type { Connection } from 'mongoose';
import { DomainError } from '../../lib/domain-error.js';
import { createAppealModel, type Appeal } from './appeal.model.js';
import { setOrUnset } from '../../storage/outbox.js';
import { isDuplicateKey } from '../../storage/duplicate-key.js';

interface Counter {
  _id: string;
  value: number;
}

/** What a session's later state says about its appeal. */
export type AppealProgress = Pick<Appeal, 'status' | 'priority' | 'headSeq'> &
  Partial<
    Pick<Appeal, 'requestType' | 'dueAt' | 'closedAt' | 'callbackAt' | 'responsibleName' | 'rating'>
  >;

export interface AppealStore {
  ensureIndexes(): Promise<void>;
  /** Takes the next `size` running numbers of a year; answers the first of them. */
  takeNumbers(year: number, size: number): Promise<number>;
  hasAny(): Promise<boolean>;
  insert(appeal: Appeal): Promise<'stored' | 'exists'>;
  findById(appealId: string): Promise<Appeal | null>;
  findByNumber(number: string): Promise<Appeal | null>;
  listOfCitizen(citizenId: string): Promise<Appeal[]>;
  /** Updates the card unless it was already made from a later head. */
  progress(appealId: string, progress: AppealProgress): Promise<void>;
}

export const createAppealStore = (connection: Connection): AppealStore => {
  const model = createAppealModel(connection);
  const counters = connection.collection<Counter>('counters');
  return {
    ensureIndexes: async () => {
      await model.createIndexes();
    },
    async takeNumbers(year, size) {
      const counter = await counters.findOneAndUpdate(
        { _id: `appeals-${year}` },
        { $inc: { value: size } },
        { upsert: true, returnDocument: 'after' },
      );
      // The first of a year, in several processes at once: an engine may have no document to show to some of them.
      if (!counter) throw new DomainError('retry', 'The counter of appeal numbers just began.');
      return counter.value - size + 1;
    },
    hasAny: async () => (await model.findOne().lean().exec()) !== null,
    async insert(appeal) {
      try {
        await model.create(appeal);
        return 'stored';
      } catch (error) {
        if (isDuplicateKey(error)) return 'exists';
        throw error;
      }
    },
    findById: (appealId) => model.findById(appealId).lean<Appeal>().exec(),
    findByNumber: (number) => model.findOne({ number }).lean<Appeal>().exec(),
    listOfCitizen: (citizenId) =>
      model.find({ citizenId }).sort({ registeredAt: -1 }).lean<Appeal[]>().exec(),
    async progress(appealId, { closedAt, callbackAt, ...rest }) {
      const mayEnd = { closedAt: closedAt ?? null, callbackAt: callbackAt ?? null };
      await model.updateOne(
        { _id: appealId, headSeq: { $lt: rest.headSeq } },
        setOrUnset({ ...rest, ...mayEnd }),
      );
    },
  };
};
