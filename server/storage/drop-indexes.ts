import mongoose, { type Connection } from 'mongoose';

/** `NamespaceNotFound` and `IndexNotFound`. */
const nothingThere = [26, 27];

/** Drops indexes of earlier versions; those that are not there are no trouble. Answers whether any was. */
export const dropIndexes = async (
  connection: Connection,
  collection: string,
  names: readonly string[],
): Promise<boolean> => {
  let hasDropped = false;
  for (const name of names) {
    try {
      await connection.collection(collection).dropIndex(name);
      hasDropped = true;
    } catch (error) {
      const isKnown = error instanceof mongoose.mongo.MongoServerError;
      if (!isKnown || !nothingThere.includes(Number(error.code))) throw error;
    }
  }
  return hasDropped;
};
