import { Schema, type Connection, type Model } from 'mongoose';
import { outboxIndex } from '../../storage/outbox.js';
import type { SessionEvent } from './session-event.js';
import type { ChatSessionState } from './state.js';

const { Mixed } = Schema.Types;

const sealed = { v: Number, suite: String, kid: String, data: Buffer };

const eventSchema = new Schema(
  {
    _id: { type: String, required: true },
    sessionId: { type: String, required: true },
    appealId: { type: String, required: true },
    seq: { type: Number, required: true },
    publicSeq: Number,
    audience: { type: String, required: true, enum: ['all', 'staff'] },
    kind: { type: String, required: true },
    at: { type: Date, required: true },
    authorId: { type: String, required: true },
    clientMessageId: String,
    bodyHash: String,
    causeId: String,
    onceKey: String,
    nodeId: String,
    unaudited: { type: [Mixed], default: undefined },
    plain: { type: Mixed, required: true },
    sealed: { type: sealed, _id: false, default: undefined },
  },
  { collection: 'sessionEvents', versionKey: false, minimize: false },
);
eventSchema.index({ sessionId: 1, seq: 1 }, { unique: true, name: 'session_seq' });
// Every index whole or sparse, never partial, and every filter within its fields: SecantusDB reads by no other.
eventSchema.index({ sessionId: 1, publicSeq: 1 }, { name: 'session_public' });
eventSchema.index({ onceKey: 1 }, { unique: true, sparse: true, name: 'once' });
eventSchema.index({ at: 1 }, { name: 'at' });
eventSchema.index(outboxIndex.key, { name: outboxIndex.name, sparse: true });

/** The folded state as it is; its shape is `ChatSessionState` and is written by the session log alone. */
const sessionSchema = new Schema(
  {
    _id: { type: String, required: true },
    citizenId: { type: String, required: true },
    clientSessionId: { type: String, required: true },
    headSeq: { type: Number, required: true },
  },
  { collection: 'chatSessions', versionKey: false, strict: false, minimize: false },
);
sessionSchema.index({ _id: 1, headSeq: 1 }, { name: 'id_head' });
sessionSchema.index({ citizenId: 1, openedAt: -1 }, { name: 'citizen_opened' });
sessionSchema.index({ appealId: 1 }, { name: 'appeal' });
sessionSchema.index({ status: 1, openedAt: 1 }, { name: 'status_opened' });
sessionSchema.index({ 'offers.operatorId': 1 }, { name: 'offered_to', sparse: true });
sessionSchema.index({ 'owner.operatorId': 1 }, { name: 'owner', sparse: true });

export interface SessionLogModels {
  events: Model<SessionEvent>;
  sessions: Model<ChatSessionState>;
}

export const createSessionLogModels = (connection: Connection): SessionLogModels => ({
  events: connection.model('SessionEvent', eventSchema) as unknown as Model<SessionEvent>,
  sessions: connection.model('ChatSession', sessionSchema) as unknown as Model<ChatSessionState>,
});
