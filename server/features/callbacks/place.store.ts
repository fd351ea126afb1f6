import type { Connection } from 'mongoose';
import { isDuplicateKey } from '../../storage/duplicate-key.js';

/** One of the calls that a slot of a pool has room for. */
export interface CallbackPlace {
  /** `<poolId>:<callAt in ms>:<n>`: nobody else can take the same one. */
  _id: string;
  poolId: string;
  callAt: Date;
  sessionId: string;
  /** For which promise it was taken. */
  callbackId: string;
}

export interface CallbackPlaceStore {
  ensureIndexes(): Promise<void>;
  /** False where another has it. */
  take(place: CallbackPlace): Promise<boolean>;
  find(sessionId: string, callAt: Date): Promise<CallbackPlace | null>;
  /** Gives back what a session has at that moment. */
  free(sessionId: string, callAt: Date): Promise<void>;
  /** Taken places of a pool's slots from a moment on. */
  list(poolId: string, from: Date): Promise<CallbackPlace[]>;
}

/** Slots of the past are of no use: they go a day later. */
const keptSeconds = 86_400;

export const createCallbackPlaceStore = (connection: Connection): CallbackPlaceStore => {
  const places = connection.collection<CallbackPlace>('callbackPlaces');
  return {
    async ensureIndexes() {
      await places.createIndexes([
        { key: { poolId: 1, callAt: 1 }, name: 'pool_slots' },
        { key: { sessionId: 1, callAt: 1 }, name: 'session_slots' },
        { key: { callAt: 1 }, name: 'kept', expireAfterSeconds: keptSeconds },
      ]);
    },
    async take(place) {
      try {
        await places.insertOne(place);
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    find: (sessionId, callAt) => places.findOne({ sessionId, callAt }),
    async free(sessionId, callAt) {
      await places.deleteMany({ sessionId, callAt });
    },
    list: (poolId, from) => places.find({ poolId, callAt: { $gte: from } }).toArray(),
  };
};
