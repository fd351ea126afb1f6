import type { Connection } from 'mongoose';
import { createDownloadTicketModel } from './download-ticket.model.js';
import type { DownloadTicket } from './download-ticket.js';

export interface DownloadTicketStore {
  ensureIndexes(): Promise<void>;
  insert(ticket: DownloadTicket): Promise<void>;
  /** Removes and answers it, to one caller only; null where it is unknown, used or over. */
  take(hash: string, now: Date): Promise<DownloadTicket | null>;
}

export const createDownloadTicketStore = (connection: Connection): DownloadTicketStore => {
  const model = createDownloadTicketModel(connection);
  const tickets = connection.collection<DownloadTicket>('downloadTickets');
  return {
    async ensureIndexes() {
      await model.createIndexes();
    },
    async insert(ticket) {
      await tickets.insertOne(ticket);
    },
    take: (hash, now) => tickets.findOneAndDelete({ _id: hash, expiresAt: { $gt: now } }),
  };
};
