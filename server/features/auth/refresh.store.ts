import type { Connection } from 'mongoose';
import { createRefreshModel, type RefreshFamily, type RevokeReason } from './refresh.model.js';

/** Rotations remembered for replays; a client that needs more of them within seconds is not a client of ours. */
const keptRotations = 20;

export interface RefreshStore {
  ensureIndexes(): Promise<void>;
  create(family: RefreshFamily): Promise<void>;
  findFamily(familyId: string): Promise<RefreshFamily | null>;
  isLive(familyId: string, now: Date): Promise<boolean>;
  /** Null where another flight rotated first or the family was revoked meanwhile. */
  claimRotation(
    family: Pick<RefreshFamily, '_id' | 'tokenHash' | 'generation'>,
    next: { tokenHash: string; rotatedAt: Date; expiresAt: Date },
  ): Promise<RefreshFamily | null>;
  /** Null where it was revoked before. */
  claimRevocation(
    familyId: string,
    revokedAt: Date,
    reason: RevokeReason,
  ): Promise<RefreshFamily | null>;
  listLiveIdsOf(subjectId: string, now: Date): Promise<string[]>;
  listLiveIdsAmong(familyIds: readonly string[], now: Date): Promise<string[]>;
  deleteExpired(now: Date): Promise<number>;
}

/** Asked here and not in the filter: not every engine reads by `_id` where a filter asks for more. */
const isLiveAt = (
  { revokedAt, expiresAt }: Pick<RefreshFamily, 'revokedAt' | 'expiresAt'>,
  now: Date,
): boolean => (revokedAt ?? null) === null && expiresAt > now;

export const createRefreshStore = (connection: Connection): RefreshStore => {
  const families = createRefreshModel(connection);

  const listLiveIds = async (
    whose: { subjectId: string } | { _id: { $in: string[] } },
    now: Date,
  ): Promise<string[]> => {
    const found = await families
      .find(whose, { revokedAt: 1, expiresAt: 1 })
      .lean<Pick<RefreshFamily, '_id' | 'revokedAt' | 'expiresAt'>[]>()
      .exec();
    return found.filter((family) => isLiveAt(family, now)).map(({ _id }) => _id);
  };

  return {
    async ensureIndexes() {
      await families.createIndexes();
    },
    async create(family) {
      await families.create(family);
    },
    findFamily: (familyId) => families.findById(familyId).lean<RefreshFamily>().exec(),
    async isLive(familyId, now) {
      return (await listLiveIds({ _id: { $in: [familyId] } }, now)).length > 0;
    },
    claimRotation: ({ _id, tokenHash, generation }, next) =>
      families
        .findOneAndUpdate(
          { _id, tokenHash, generation, revokedAt: null },
          {
            $set: {
              ...{ tokenHash: next.tokenHash, generation: generation + 1 },
              expiresAt: next.expiresAt,
            },
            $push: {
              recent: {
                $each: [{ generation, rotatedAt: next.rotatedAt }],
                $slice: -keptRotations,
              },
            },
          },
          { returnDocument: 'after' },
        )
        .lean<RefreshFamily>()
        .exec(),
    claimRevocation: (familyId, revokedAt, revokedReason) =>
      families
        .findOneAndUpdate(
          { _id: familyId, revokedAt: null },
          { $set: { revokedAt, revokedReason } },
          { returnDocument: 'after' },
        )
        .lean<RefreshFamily>()
        .exec(),
    listLiveIdsOf: (subjectId, now) => listLiveIds({ subjectId }, now),
    listLiveIdsAmong: (familyIds, now) => listLiveIds({ _id: { $in: [...familyIds] } }, now),
    async deleteExpired(now) {
      return (await families.deleteMany({ expiresAt: { $lte: now } })).deletedCount;
    },
  };
};
