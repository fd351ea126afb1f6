import type { Connection } from 'mongoose';
import type { PoolSettings } from '../../../shared/schemas/pool-settings.js';
import type { AuditEntry } from '../audit/audit-entry.js';
import type { AuditOutbox } from '../audit/audit.service.js';
import { atRevision, createOutbox, setOrUnset } from '../../storage/outbox.js';
import { createPoolModels, type Pool, type RequestTypeTitle } from './pool.model.js';
import { isDuplicateKey } from '../../storage/duplicate-key.js';

/** A change of a pool as it was read at `revision`, with what the audit log is to say of it. */
interface PoolChange {
  poolId: string;
  revision: number;
  settings: Partial<PoolSettings>;
  entry: AuditEntry;
}

export interface PoolStore extends AuditOutbox {
  ensureIndexes(): Promise<void>;
  listPools(): Promise<Pool[]>;
  listTitles(): Promise<RequestTypeTitle[]>;
  /** Adds what is missing, changes nothing that is there. */
  addMissing(pools: Pool[], titles: RequestTypeTitle[]): Promise<void>;
  setEscalationWindow(windowMs: number, urgentWindowMs: number): Promise<void>;
  /** False where another pool has the code. */
  create(pool: Pool): Promise<boolean>;
  /** Null where the pool is not what it was at that revision any more. */
  change(change: PoolChange): Promise<Pool | null>;
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
        const { code, overflow } = pool;
        await models.pools.updateOne({ code }, { $setOnInsert: pool }, { upsert: true });
        // Seeded before there was an overflow, and nobody has decided about it since.
        const isUntouched = { code, revision: atRevision(0), overflow: { $exists: false } };
        if (overflow) await models.pools.updateOne(isUntouched, { $set: { overflow } });
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
    async create(pool) {
      try {
        await models.pools.create(pool);
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    change({ poolId, revision, settings, entry }) {
      const { $set, ...rest } = setOrUnset(settings);
      return models.pools
        .findOneAndUpdate(
          { _id: poolId, revision: atRevision(revision) },
          { $set: { ...$set, revision: revision + 1 }, ...rest, $push: { unaudited: entry } },
          { returnDocument: 'after' },
        )
        .lean<Pool>()
        .exec();
    },
    ...createOutbox<AuditEntry>(connection, 'pools'),
  };
};
