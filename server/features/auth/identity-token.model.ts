import { Schema, type Connection, type Model } from 'mongoose';

/** An identity token that was redeemed; `_id` is the hash of its `jti`. */
interface UsedIdentityToken {
  _id: string;
  expiresAt: Date;
}

const schema = new Schema<UsedIdentityToken>(
  { _id: { type: String, required: true }, expiresAt: { type: Date, required: true } },
  { collection: 'usedIdentityTokens', versionKey: false },
);
schema.index({ expiresAt: 1 }, { name: 'expires' });

export const createIdentityTokenModel = (connection: Connection): Model<UsedIdentityToken> =>
  connection.model<UsedIdentityToken>('UsedIdentityToken', schema);
