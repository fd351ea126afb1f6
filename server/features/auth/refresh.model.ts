import { Schema, type Connection, type Model } from 'mongoose';

export type FamilyKind = 'staff' | 'citizen';
export type RevokeReason = 'signed_out' | 'reuse' | 'account_changed';

/** One sign-in and every refresh token that follows from it. No token can be made from this document alone. */
export interface RefreshFamily {
  _id: string;
  kind: FamilyKind;
  /** Operator or citizen. */
  subjectId: string;
  /** The browser tab of a staff session. */
  tabId?: string;
  seed: string;
  /** SHA-256 (hex) of the token that is valid now. */
  tokenHash: string;
  /** Number of the token that is valid now, from 0. */
  generation: number;
  /** The latest generations that were rotated away, oldest first. */
  recent: { generation: number; rotatedAt: Date }[];
  createdAt: Date;
  expiresAt: Date;
  revokedAt?: Date;
  revokedReason?: RevokeReason;
}

const schema = new Schema<RefreshFamily>(
  {
    _id: { type: String, required: true },
    kind: { type: String, required: true, enum: ['staff', 'citizen'] },
    subjectId: { type: String, required: true },
    tabId: String,
    seed: { type: String, required: true },
    tokenHash: { type: String, required: true },
    generation: { type: Number, required: true },
    recent: [{ generation: Number, rotatedAt: Date, _id: false }],
    createdAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
    revokedAt: Date,
    revokedReason: String,
  },
  { collection: 'refreshFamilies', versionKey: false },
);
schema.index({ subjectId: 1 }, { name: 'subject' });
schema.index({ _id: 1, tokenHash: 1, generation: 1, revokedAt: 1 }, { name: 'id_token' });
schema.index({ expiresAt: 1 }, { name: 'expires' });

export const createRefreshModel = (connection: Connection): Model<RefreshFamily> =>
  connection.model<RefreshFamily>('RefreshFamily', schema);
