import type { Connection } from 'mongoose';
import type { CannedReplyView } from '../../../shared/views/accounts.js';

interface CannedReply extends Omit<CannedReplyView, 'code'> {
  /** The code typed after a slash. */
  _id: string;
}

export interface CannedReplyStore {
  list(): Promise<CannedReplyView[]>;
  addMissing(replies: CannedReplyView[]): Promise<void>;
}

export const createCannedReplyStore = (connection: Connection): CannedReplyStore => {
  const collection = connection.collection<CannedReply>('cannedReplies');
  return {
    async list() {
      const replies = await collection.find().sort({ _id: 1 }).toArray();
      return replies.map(({ _id: code, title, text }) => ({ code, title, text }));
    },
    async addMissing(replies) {
      for (const { code, ...rest } of replies) {
        await collection.updateOne({ _id: code }, { $setOnInsert: rest }, { upsert: true });
      }
    },
  };
};
