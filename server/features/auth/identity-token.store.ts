import type { Connection } from 'mongoose';
import { createIdentityTokenModel } from './identity-token.model.js';
import { isDuplicateKey } from '../../storage/duplicate-key.js';

export interface IdentityTokenStore {
  ensureIndexes(): Promise<void>;
  /** False where this one was used before; of many at once one is first. */
  claim(key: string, expiresAt: Date): Promise<boolean>;
  deleteExpired(now: Date): Promise<number>;
}

export const createIdentityTokenStore = (connection: Connection): IdentityTokenStore => {
  const used = createIdentityTokenModel(connection);
  return {
    async ensureIndexes() {
      await used.createIndexes();
    },
    async claim(key, expiresAt) {
      try {
        await used.create({ _id: key, expiresAt });
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    async deleteExpired(now) {
      return (await used.deleteMany({ expiresAt: { $lte: now } })).deletedCount;
    },
  };
};
