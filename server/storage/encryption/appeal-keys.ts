import { randomBytes } from 'node:crypto';
import type { Connection } from 'mongoose';
import type { KeyProvider } from './key-provider.js';
import type { Sealed, SealingKey } from './sealed.js';

interface AppealKeyDocument {
  _id: string;
  wrapped: Sealed;
  createdAt: Date;
}

/** Unwrapped keys kept in memory: the ones in use, and no more. */
const cacheSize = 5_000;

/** One data key an appeal, wrapped by the key provider. Destroying it destroys everything sealed with it. */
export interface AppealKeys {
  /** Makes and stores the key of a new appeal. The same appeal asked twice keeps its first key. */
  createKey(appealId: string, now: Date): Promise<SealingKey>;
  /** Null where the key was destroyed or never made. */
  findKey(appealId: string): Promise<SealingKey | null>;
}

export const createAppealKeys = (connection: Connection, provider: KeyProvider): AppealKeys => {
  const collection = connection.collection<AppealKeyDocument>('appealKeys');
  const cache = new Map<string, SealingKey>();

  const remember = (key: SealingKey): SealingKey => {
    cache.delete(key.kid);
    cache.set(key.kid, key);
    if (cache.size > cacheSize) {
      const oldest = cache.keys().next().value;
      if (oldest !== undefined) cache.delete(oldest);
    }
    return key;
  };

  const findKey = async (appealId: string): Promise<SealingKey | null> => {
    const cached = cache.get(appealId);
    if (cached) return remember(cached);
    const stored = await collection.findOne({ _id: appealId });
    if (!stored) return null;
    return remember({ kid: appealId, bytes: await provider.unwrap(stored.wrapped, appealId) });
  };

  return {
    findKey,
    async createKey(appealId, now) {
      const bytes = randomBytes(32);
      const wrapped = await provider.wrap(bytes, appealId);
      const stored = await collection.updateOne(
        { _id: appealId },
        { $setOnInsert: { wrapped, createdAt: now } },
        { upsert: true },
      );
      if (stored.upsertedCount === 1) return remember({ kid: appealId, bytes });
      const first = await findKey(appealId);
      if (!first) throw new Error('An appeal key vanished between two reads.');
      return first;
    },
  };
};
