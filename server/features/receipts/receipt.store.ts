import type { Connection } from 'mongoose';
import type { ReceiptsView } from '../../../shared/views/chat-session.js';

interface ReceiptDocument {
  _id: string;
  sessionId: string;
  side: 'citizen' | 'staff';
  delivered: number;
  read: number;
}

/** Cursors by `publicSeq`, one row a side of a session; they never go back. `advance` answers where they stand then. */
export interface ReceiptStore {
  advance(
    sessionId: string,
    side: 'citizen' | 'staff',
    cursors: { delivered: number; read: number },
  ): Promise<{ delivered: number; read: number }>;
  read(sessionId: string): Promise<ReceiptsView>;
}

export const createReceiptStore = (connection: Connection): ReceiptStore => {
  const collection = connection.collection<ReceiptDocument>('receipts');
  return {
    async advance(sessionId, side, cursors) {
      const row = await collection.findOneAndUpdate(
        { _id: `${sessionId}:${side}` },
        { $set: { sessionId, side }, $max: cursors },
        { upsert: true, returnDocument: 'after' },
      );
      return row ?? cursors;
    },
    async read(sessionId) {
      const rows = await collection
        .find({ _id: { $in: [`${sessionId}:citizen`, `${sessionId}:staff`] } })
        .toArray();
      const of = (side: 'citizen' | 'staff') => {
        const row = rows.find((candidate) => candidate.side === side);
        return { delivered: row?.delivered ?? 0, read: row?.read ?? 0 };
      };
      return { citizen: of('citizen'), staff: of('staff') };
    },
  };
};
