import { Schema, type Connection, type Model } from 'mongoose';

/** Attempts at one login that were not followed by success. */
export interface SignInAttempts {
  /** Keyed hash of the folded login: people type passwords into the wrong field. */
  _id: string;
  failures: number;
  blockedUntil: Date;
  forgetAt: Date;
}

const schema = new Schema<SignInAttempts>(
  {
    _id: { type: String, required: true },
    failures: { type: Number, required: true },
    blockedUntil: { type: Date, required: true },
    forgetAt: { type: Date, required: true },
  },
  { collection: 'signInAttempts', versionKey: false },
);
schema.index({ forgetAt: 1 }, { name: 'forget' });

export const createSignInAttemptsModel = (connection: Connection): Model<SignInAttempts> =>
  connection.model<SignInAttempts>('SignInAttempts', schema);
