import { Schema, type Connection, type Model } from 'mongoose';
import type { RequestType } from '../../../shared/domain/request-types.js';
import {
  appealStatuses,
  priorities,
  type AppealStatus,
  type Priority,
} from '../../../shared/domain/states.js';

/** The numbered case. Nothing personal is in it: it outlives the transcript. */
export interface Appeal {
  _id: string;
  number: string;
  citizenId: string;
  sessionId: string;
  status: AppealStatus;
  priority: Priority;
  requestType?: RequestType;
  registeredAt: Date;
  /** When the answer is due. */
  dueAt: Date;
  closedAt?: Date;
  /** When the slot of a promised call begins. */
  callbackAt?: Date;
  repeatOf?: string;
  responsibleName?: string;
  rating?: number;
  /** Head of the session's log this card was last made from; an older one never overwrites it. */
  headSeq: number;
}

const schema = new Schema<Appeal>(
  {
    _id: { type: String, required: true },
    number: { type: String, required: true },
    citizenId: { type: String, required: true },
    sessionId: { type: String, required: true },
    status: { type: String, required: true, enum: appealStatuses },
    priority: { type: String, required: true, enum: priorities },
    requestType: String,
    registeredAt: { type: Date, required: true },
    dueAt: { type: Date, required: true },
    closedAt: Date,
    callbackAt: Date,
    repeatOf: String,
    responsibleName: String,
    rating: Number,
    headSeq: { type: Number, required: true },
  },
  { collection: 'appeals', versionKey: false },
);
schema.index({ _id: 1, headSeq: 1 }, { name: 'id_head' });
schema.index({ number: 1 }, { unique: true, name: 'number' });
schema.index({ citizenId: 1, registeredAt: -1 }, { name: 'citizen_registered' });

export const createAppealModel = (connection: Connection): Model<Appeal> =>
  connection.model<Appeal>('Appeal', schema);
