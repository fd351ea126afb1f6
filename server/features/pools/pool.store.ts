import type { Connection } from 'mongoose';
import { createPoolModels, type Pool, type RequestTypeTitle } from './pool.model.js';

export interface PoolStore {
  ensureIndexes(): Promise<void>;
  listPools(): Promise<Pool[]>;
  listTitles(): Promise<RequestTypeTitle[]>;
  /** Adds what is missing, changes nothing that is there. */
  addMissing(pools: Pool[], titles: RequestTypeTitle[]): Promise<void>;
  setEscalationWindow(windowMs: number, urgentWindowMs: number): Promise<void>;
}

export const createPoolStore = (connection: Connection): PoolStore => {
  const models = createPoolModels(connection);
  return {
    ensureIndexes: async () => {
      await models.pools.createIndexes();
    },
    listPools: () => models.pools.find().lean<Pool[]>().exec(),
    listTitles: () => models.titles.find().lean<RequestTypeTitle[]>().exec(),
    async addMissing(pools, titles) {
      for (const pool of pools) {
        await models.pools.updateOne({ code: pool.code }, { $setOnInsert: pool }, { upsert: true });
      }
      for (const title of titles) {
        await models.titles.updateOne(
          { _id: title._id },
          { $setOnInsert: title },
          { upsert: true },
        );
      }
    },
    async setEscalationWindow(windowMs, urgentWindowMs) {
      await models.pools.updateMany(
        {},
        { $set: { 'escalation.windowMs': windowMs, 'escalation.urgentWindowMs': urgentWindowMs } },
      );
    },
  };
};
