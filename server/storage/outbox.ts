import type { Connection } from 'mongoose';

/** For collections that grow: only documents that carry something are in it. */
export const outboxIndex = {
  key: { 'unaudited._id': 1 },
  name: 'unaudited',
  sparse: true,
} as const;

/** Documents of a collection carry entries about their own changes in `unaudited` until those are kept elsewhere. */
export const createOutbox = <Entry extends { _id: string }>(
  connection: Connection,
  collectionName: string,
) => {
  const collection = connection.collection<{ _id: string; unaudited?: Entry[] }>(collectionName);
  return {
    async listUnaudited(): Promise<Entry[]> {
      // Bounds, because SecantusDB reads a bare `$exists` by no index.
      const isCarrying: object = { 'unaudited._id': { $gt: '' } };
      const carrying = await collection.find(isCarrying).toArray();
      return carrying.flatMap(({ unaudited = [] }) => unaudited);
    },
    async forgetAudited(entryIds: readonly string[]): Promise<void> {
      await connection
        .collection(collectionName)
        .updateMany(
          { 'unaudited._id': { $in: [...entryIds] } },
          { $pull: { unaudited: { _id: { $in: [...entryIds] } } } as never },
        );
    },
  };
};

/** The part of an update that sets what has a value and takes away what is null. */
export const setOrUnset = (change: object) => {
  const entries = Object.entries(change);
  const absent = entries.filter(([, value]) => value === null).map(([name]) => [name, '']);
  return {
    $set: Object.fromEntries(entries.filter(([, value]) => value !== null)) as object,
    ...(absent.length > 0 ? { $unset: Object.fromEntries(absent) as Record<string, ''> } : {}),
  };
};

/** The filter of a document that was changed so often; absent counts as never. */
export const atRevision = (revision: number) => (revision === 0 ? { $in: [0, null] } : revision);
