import { Schema, type Connection, type Model } from 'mongoose';
import type { Sealed } from '../../storage/encryption/sealed.js';

/** A citizen as a stored record. Who the person is stands here only as a keyed hash and a sealed name. */
export interface Citizen {
  _id: string;
  /** Keyed hash of the portal's user id. */
  portalIdHash?: string;
  name?: Sealed;
  identityStep: 'guest' | 'portal';
  createdAt: Date;
}

const schema = new Schema<Citizen>(
  {
    _id: { type: String, required: true },
    portalIdHash: String,
    name: {
      type: { v: Number, suite: String, kid: String, data: Buffer },
      _id: false,
      default: undefined,
    },
    identityStep: { type: String, required: true, enum: ['guest', 'portal'] },
    createdAt: { type: Date, required: true },
  },
  { collection: 'citizens', versionKey: false },
);
schema.index({ portalIdHash: 1 }, { unique: true, sparse: true, name: 'portal_id' });

export const createCitizenModel = (connection: Connection): Model<Citizen> =>
  connection.model<Citizen>('Citizen', schema);
