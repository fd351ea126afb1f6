import { Schema, type Connection, type Model } from 'mongoose';
import type { DownloadTicket } from './download-ticket.js';

const { Mixed } = Schema.Types;

const schema = new Schema(
  {
    _id: { type: String, required: true },
    subject: { type: Mixed, required: true },
    actor: { type: Mixed, required: true },
    expiresAt: { type: Date, required: true },
  },
  { collection: 'downloadTickets', versionKey: false },
);
schema.index({ expiresAt: 1 }, { name: 'expired', expireAfterSeconds: 0 });

export const createDownloadTicketModel = (connection: Connection): Model<DownloadTicket> =>
  connection.model('DownloadTicket', schema) as unknown as Model<DownloadTicket>;
