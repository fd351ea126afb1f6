import type { Connection } from 'mongoose';

/** A stored moment at which something must happen. */
export interface Deadline {
  /** Says what it is for, e.g. `offer:<offerId>`: the same one set again moves it. */
  _id: string;
  kind: string;
  sessionId: string;
  dueAt: Date;
  /** Who tries it holds it until then; only decides who tries. */
  claimedUntil: Date;
}

export interface DeadlineStore {
  ensureIndexes(): Promise<void>;
  put(deadline: Omit<Deadline, 'claimedUntil'>): Promise<void>;
  /** Those due at `until` or before. */
  listDue(until: Date): Promise<Deadline[]>;
  /** False where another holds it or it is gone. */
  claim(id: string, now: Date, claimedUntil: Date): Promise<boolean>;
  /** Lets anybody try again from `at` on. */
  retry(id: string, at: Date): Promise<void>;
  /** Removes it unless it was moved to another moment meanwhile. */
  finish(id: string, dueAt: Date): Promise<void>;
  remove(id: string): Promise<void>;
}

const unclaimed = new Date(0);

export const createDeadlineStore = (connection: Connection): DeadlineStore => {
  const collection = connection.collection<Deadline>('deadlines');
  return {
    ensureIndexes: async () => {
      await collection.createIndexes([
        { key: { dueAt: 1 }, name: 'due' },
        { key: { _id: 1, claimedUntil: 1 }, name: 'id_claimed' },
        { key: { _id: 1, dueAt: 1 }, name: 'id_due' },
      ]);
    },
    async put({ _id, ...rest }) {
      await collection.replaceOne({ _id }, { ...rest, claimedUntil: unclaimed }, { upsert: true });
    },
    listDue: (until) =>
      collection
        .find({ dueAt: { $lte: until } })
        .sort({ dueAt: 1 })
        .toArray(),
    async claim(id, now, claimedUntil) {
      const claimed = await collection.updateOne(
        { _id: id, claimedUntil: { $lte: now } },
        { $set: { claimedUntil } },
      );
      return claimed.modifiedCount === 1;
    },
    async retry(id, at) {
      await collection.updateOne({ _id: id }, { $set: { claimedUntil: at } });
    },
    async finish(id, dueAt) {
      await collection.deleteOne({ _id: id, dueAt });
    },
    async remove(id) {
      await collection.deleteOne({ _id: id });
    },
  };
};
