import type { Connection } from 'mongoose';
import { limits } from '../../../shared/limits.js';
import type { FactKind, FactOf, RoutingFact } from './fact.js';

export interface FactStore {
  ensureIndexes(): Promise<void>;
  /** Each once, however often it is told. */
  put(facts: readonly RoutingFact[]): Promise<void>;
  /** With `from ≤ at < to`, eldest first. */
  list<K extends FactKind>(kind: K, from: Date, to: Date): Promise<FactOf<K>[]>;
}

/** Facts one write carries. */
const batchSize = 500;

export const createFactStore = (connection: Connection): FactStore => {
  const collection = connection.collection<RoutingFact>('routingFacts');
  return {
    async ensureIndexes() {
      await collection.createIndexes([
        { key: { kind: 1, at: 1 }, name: 'kind_at' },
        { key: { at: 1 }, name: 'kept', expireAfterSeconds: limits.statistics.keepMs / 1_000 },
      ]);
    },
    async put(facts) {
      for (let start = 0; start < facts.length; start += batchSize) {
        const writes = facts.slice(start, start + batchSize).map(({ _id, ...fact }) => ({
          updateOne: { filter: { _id }, update: { $set: fact }, upsert: true },
        }));
        await collection.bulkWrite(writes, { ordered: false });
      }
    },
    async list<K extends FactKind>(kind: K, from: Date, to: Date) {
      const found = await collection.find({ kind, at: { $gte: from, $lt: to } }).toArray();
      return (found as unknown as FactOf<K>[]).sort((a, b) => a.at.getTime() - b.at.getTime());
    },
  };
};
