import type { Connection } from 'mongoose';
import { limits } from '../../../shared/limits.js';
import { createSignInAttemptsModel, type SignInAttempts } from './sign-in-attempts.model.js';
import { isDuplicateKey } from '../../storage/duplicate-key.js';

const { failuresBeforeWait, waitMs, failuresBeforeLock, lockMs, failuresKeptMs } = limits.auth;

export interface SignInAttemptsStore {
  ensureIndexes(): Promise<void>;
  /**
   * Counts an attempt before its password is looked at, so that many at once get no more tries than one after the
   * other. The attempt that uses up the allowance still runs and closes the gate behind itself. Null while closed.
   */
  claim(key: string, now: Date): Promise<SignInAttempts | null>;
  find(key: string): Promise<SignInAttempts | null>;
  clear(key: string): Promise<void>;
  deleteForgotten(now: Date): Promise<number>;
}

const startsAnew = (now: Date) => ({
  $or: [{ $gte: ['$failures', failuresBeforeLock] }, { $lte: ['$forgetAt', now] }],
});

/** One pipeline, so that the count and the gate it closes are written together. */
const countOne = (now: Date) => {
  const after = (ms: number) => new Date(now.getTime() + ms);
  return [
    { $set: { failures: { $cond: [startsAnew(now), 1, { $add: ['$failures', 1] }] } } },
    {
      $set: {
        forgetAt: after(failuresKeptMs),
        blockedUntil: {
          $switch: {
            branches: [
              { case: { $eq: ['$failures', failuresBeforeWait] }, then: after(waitMs) },
              { case: { $eq: ['$failures', failuresBeforeLock] }, then: after(lockMs) },
            ],
            default: '$blockedUntil',
          },
        },
      },
    },
  ];
};

export const createSignInAttemptsStore = (connection: Connection): SignInAttemptsStore => {
  const attempts = createSignInAttemptsModel(connection);

  const makeSure = async (key: string, now: Date) => {
    try {
      await attempts.updateOne(
        { _id: key },
        { $setOnInsert: { failures: 0, blockedUntil: new Date(0), forgetAt: now } },
        { upsert: true },
      );
    } catch (error) {
      // Two first attempts at once: the other one made it.
      if (!isDuplicateKey(error)) throw error;
    }
  };

  return {
    async ensureIndexes() {
      await attempts.createIndexes();
    },
    async claim(key, now) {
      await makeSure(key, now);
      return attempts
        .findOneAndUpdate({ _id: key, blockedUntil: { $lte: now } }, countOne(now), {
          ...{ returnDocument: 'after', updatePipeline: true },
        })
        .lean<SignInAttempts>()
        .exec();
    },
    find: (key) => attempts.findById(key).lean<SignInAttempts>().exec(),
    async clear(key) {
      await attempts.deleteOne({ _id: key });
    },
    async deleteForgotten(now) {
      return (await attempts.deleteMany({ forgetAt: { $lte: now } })).deletedCount;
    },
  };
};
