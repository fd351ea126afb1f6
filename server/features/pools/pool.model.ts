import { Schema, type Connection, type Model } from 'mongoose';
import type {
  LongWaitRule,
  OpeningHours,
  OverflowRule,
} from '../../../shared/schemas/pool-settings.js';
import type { SkillRules } from '../../../shared/routing/skills.js';
import type { RequestType } from '../../../shared/domain/request-types.js';
import type { AuditEntry } from '../audit/audit-entry.js';

/** Operators and seniors serving some request types. */
export interface Pool {
  _id: string;
  /** Never changes; `general` is where the unclear goes. */
  code: string;
  title: string;
  titleEn: string;
  requestTypes: RequestType[];
  escalation: {
    windowMs: number;
    urgentWindowMs: number;
    /** Shares of the window, in percent, at which the search widens. */
    allPoolsPercent: number;
    reservePercent: number;
  };
  boostMs: { raised: number; urgent: number };
  /** Absent: the product's own. */
  skills?: SkillRules;
  /** Absent: at any time. */
  hours?: OpeningHours;
  /** Absent: nowhere. */
  overflow?: OverflowRule;
  /** Absent: the product's own. */
  longWait?: LongWaitRule;
  /** How often an administrator has changed it; absent: never. */
  revision?: number;
  /** Changes whose entries are not in the audit log yet. */
  unaudited?: AuditEntry[];
}

const schema = new Schema<Pool>(
  {
    _id: { type: String, required: true },
    code: { type: String, required: true },
    title: { type: String, required: true },
    titleEn: { type: String, required: true },
    requestTypes: { type: [String], required: true },
    escalation: {
      windowMs: { type: Number, required: true },
      urgentWindowMs: { type: Number, required: true },
      allPoolsPercent: { type: Number, required: true },
      reservePercent: { type: Number, required: true },
    },
    boostMs: {
      raised: { type: Number, required: true },
      urgent: { type: Number, required: true },
    },
    skills: { type: Schema.Types.Mixed, default: undefined },
    hours: { type: Schema.Types.Mixed, default: undefined },
    overflow: { type: Schema.Types.Mixed, default: undefined },
    longWait: { type: Schema.Types.Mixed, default: undefined },
    revision: Number,
    unaudited: { type: [Schema.Types.Mixed], default: undefined },
  },
  { collection: 'pools', versionKey: false },
);
schema.index({ code: 1 }, { unique: true, name: 'code' });

/** A request type's titles; codes are fixed, titles are data. */
export interface RequestTypeTitle {
  _id: RequestType;
  title: string;
  titleEn: string;
}

const titleSchema = new Schema<RequestTypeTitle>(
  {
    _id: { type: String, required: true },
    title: { type: String, required: true },
    titleEn: { type: String, required: true },
  },
  { collection: 'requestTypes', versionKey: false },
);

export const createPoolModels = (
  connection: Connection,
): { pools: Model<Pool>; titles: Model<RequestTypeTitle> } => ({
  pools: connection.model<Pool>('Pool', schema),
  titles: connection.model<RequestTypeTitle>('RequestTypeTitle', titleSchema),
});
