import type { Connection } from 'mongoose';

interface SearchEntry {
  /** The session's id. */
  _id: string;
  /** Keyed hashes of the folded words of name and contact: equal words, equal hashes, and nothing to read back. */
  words: string[];
  openedAt: Date;
}

export interface SearchStore {
  ensureIndexes(): Promise<void>;
  put(sessionId: string, words: string[], openedAt: Date): Promise<void>;
  /** Sessions with this word, newest first, since `since`. */
  listWith(word: string, since: Date): Promise<SearchEntry[]>;
  remove(sessionId: string): Promise<void>;
}

export const createSearchStore = (connection: Connection): SearchStore => {
  const collection = connection.collection<SearchEntry>('searchIndex');
  return {
    ensureIndexes: async () => {
      await collection.createIndexes([{ key: { words: 1, openedAt: -1 }, name: 'word_opened' }]);
    },
    async put(_id, words, openedAt) {
      await collection.replaceOne({ _id }, { words, openedAt }, { upsert: true });
    },
    listWith: (word, since) =>
      collection
        .find({ words: word, openedAt: { $gte: since } })
        .sort({ openedAt: -1 })
        .toArray(),
    async remove(_id) {
      await collection.deleteOne({ _id });
    },
  };
};
