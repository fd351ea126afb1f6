import { Schema, type Connection, type Model } from 'mongoose';
import type { RequestType } from '../../../shared/domain/request-types.js';
import { roles, type Locale, type Role } from '../../../shared/domain/states.js';
import type { AuditEntry } from '../audit/audit-entry.js';

/** A member of staff: operator, senior, supervisor or administrator. */
export interface Operator {
  _id: string;
  login: string;
  /** The login as it is compared: no database here has a usable collation. */
  loginFolded: string;
  passwordHash: string;
  /** Shown to citizens and colleagues, e.g. «Анна Крылова». */
  name: string;
  role: Role;
  poolIds: string[];
  /** Normal seats: chats held at once. */
  capacity: number;
  /** The request types this person takes; absent means all of the pools'. */
  requestTypes?: RequestType[];
  /** Languages this person writes in; absent means all of the product's. */
  languages?: Locale[];
  isActive: boolean;
  isDemo: boolean;
  /** Acts by itself in a demo: is offered practice chats and nothing else. */
  isTraining?: boolean;
  /** How often an administrator has changed it; absent: never. */
  revision?: number;
  /** Changes whose entries are not in the audit log yet. */
  unaudited?: AuditEntry[];
  createdAt: Date;
}

const schema = new Schema<Operator>(
  {
    _id: { type: String, required: true },
    login: { type: String, required: true },
    loginFolded: { type: String, required: true },
    passwordHash: { type: String, required: true },
    name: { type: String, required: true },
    role: { type: String, required: true, enum: roles },
    poolIds: { type: [String], required: true },
    capacity: { type: Number, required: true },
    requestTypes: { type: [String], default: undefined },
    languages: { type: [String], default: undefined },
    isActive: { type: Boolean, required: true },
    isDemo: { type: Boolean, required: true },
    isTraining: Boolean,
    revision: Number,
    unaudited: { type: [Schema.Types.Mixed], default: undefined },
    createdAt: { type: Date, required: true },
  },
  { collection: 'operators', versionKey: false },
);
schema.index({ loginFolded: 1 }, { unique: true, name: 'login_folded' });
schema.index({ isDemo: 1, role: 1 }, { name: 'demo_role' });

export const createOperatorModel = (connection: Connection): Model<Operator> =>
  connection.model<Operator>('Operator', schema);
