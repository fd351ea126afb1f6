import { Schema, type Connection, type Model } from 'mongoose';
import type { Locale } from '../../../shared/domain/states.js';
import type { CitizenActor, StaffActor } from '../auth/actor.js';

export type TranscriptFormat = 'txt' | 'pdf' | 'json';

/** What a ticket opens: one file, or one session's transcript in one form. */
export type DownloadSubject =
  | { kind: 'attachment'; attachmentId: string }
  | { kind: 'transcript'; sessionId: string; format: TranscriptFormat; locale?: Locale };

export interface DownloadTicket {
  /** SHA-256 (hex) of the ticket: the database alone opens nothing. */
  _id: string;
  subject: DownloadSubject;
  /** Whose right it carries; asked again when it is used. */
  actor: CitizenActor | StaffActor;
  expiresAt: Date;
}

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
