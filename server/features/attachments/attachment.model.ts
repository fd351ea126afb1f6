import { Schema, type Connection, type Model } from 'mongoose';
import type { Audience } from '../../../shared/domain/states.js';
import type { Sealed } from '../../storage/encryption/sealed.js';
import type { MediaType } from './media-type.js';

/** What is known about one file. Its bytes rest sealed in GridFS under the same id. */
export interface Attachment {
  _id: string;
  sessionId: string;
  appealId: string;
  /** A citizen's or operator's id. */
  authorId: string;
  /** The message that will name it. */
  clientMessageId: string;
  mediaType: MediaType;
  /** Size as it is served. */
  bytes: number;
  width?: number;
  height?: number;
  /** Sealed under `attachments:<id>:name`. */
  name: Sealed;
  /** Keyed digest of what was sent, so that a repeated upload finds the first one's card. */
  digest: string;
  createdAt: Date;
  /** The bytes are all there. */
  storedAt?: Date;
  claimedAt?: Date;
  /** Whose eyes the message that claimed it is for. */
  audience?: Audience;
  /** When it is deleted unless a stored message names it; absent once one does. */
  orphanAt?: Date;
  /** Nobody can claim it any more. */
  isDoomed?: boolean;
}

const sealed = { v: Number, suite: String, kid: String, data: Buffer };

const schema = new Schema(
  {
    _id: { type: String, required: true },
    sessionId: { type: String, required: true },
    appealId: { type: String, required: true },
    authorId: { type: String, required: true },
    clientMessageId: { type: String, required: true },
    mediaType: { type: String, required: true },
    bytes: { type: Number, required: true },
    width: Number,
    height: Number,
    name: { type: sealed, _id: false, required: true },
    digest: { type: String, required: true },
    createdAt: { type: Date, required: true },
    storedAt: Date,
    claimedAt: Date,
    audience: { type: String, enum: ['all', 'staff'] },
    orphanAt: Date,
    isDoomed: Boolean,
  },
  { collection: 'attachments', versionKey: false },
);
schema.index({ sessionId: 1, authorId: 1 }, { name: 'session_author' });
schema.index({ orphanAt: 1 }, { name: 'orphan_at', sparse: true });

export const createAttachmentModel = (connection: Connection): Model<Attachment> =>
  connection.model('Attachment', schema) as unknown as Model<Attachment>;
