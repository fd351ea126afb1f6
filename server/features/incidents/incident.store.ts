import type { Connection } from 'mongoose';
import type { RequestType } from '../../../shared/domain/request-types.js';
import type { Sealed } from '../../storage/encryption/sealed.js';
import { isDuplicateKey } from '../../storage/duplicate-key.js';
import { atRevision, createOutbox, outboxIndex, setOrUnset } from '../../storage/outbox.js';
import type { AuditEntry } from '../audit/audit-entry.js';
import type { AuditOutbox } from '../audit/audit.service.js';
import type { CommonToken } from './detect.js';

/** Many chats about one thing. */
export interface Incident {
  _id: string;
  requestType: RequestType;
  poolId: string;
  status: 'open' | 'closed';
  /** `<type>:<place>` while it is open, unique: of two that notice the same at once one opens it. */
  openKey?: string;
  /** Keyed tokens that most of its chats have. */
  common: CommonToken[];
  firstAt: Date;
  latestAt: Date;
  openedAt: Date;
  arrivals: number;
  usualArrivals?: number;
  /** What a supervisor called it, sealed under `incidents:<id>:title`. */
  title?: Sealed;
  /** How often it was given a name or lost it; absent is never. */
  titleRevision?: number;
  closedAt?: Date;
  closedBy?: { operatorId: string; name: string };
  version: number;
  /** Entries of the audit log that are not there yet. */
  unaudited?: AuditEntry[];
}

export interface IncidentMember {
  /** The session's id: it belongs to one incident at most. */
  _id: string;
  /** null: it was taken out. */
  incidentId: string | null;
  /** The event that says so; a later one counts. */
  seq: number;
  joinedAt: Date;
}

/** Another name than the one that was read at `revision`; null takes it away. */
interface Renaming {
  incidentId: string;
  revision: number;
  title: Sealed | null;
  entry: AuditEntry;
}

export interface IncidentStore extends AuditOutbox {
  ensureIndexes(): Promise<void>;
  /** `taken`: another one has this `openKey`. */
  open(incident: Incident): Promise<'opened' | 'taken'>;
  find(incidentId: string): Promise<Incident | null>;
  listOpen(): Promise<Incident[]>;
  listOpenOfType(requestType: RequestType): Promise<Incident[]>;
  /** Something about it is new; `latestAt` where a chat joined. */
  touch(incidentId: string, latestAt?: Date): Promise<void>;
  /** False where it has another name by now than at that revision. */
  setTitle(renaming: Renaming): Promise<boolean>;
  /** False where it was closed before. An `entry` where a person closes it. */
  close(
    incidentId: string,
    by: { closedAt: Date; closedBy?: Incident['closedBy']; entry?: AuditEntry },
  ): Promise<boolean>;
  putMember(member: IncidentMember): Promise<void>;
  /** The latest first. */
  listMembers(incidentId: string): Promise<IncidentMember[]>;
  countMembers(incidentId: string): Promise<number>;
}

export const createIncidentStore = (connection: Connection): IncidentStore => {
  const incidents = connection.collection<Incident>('incidents');
  const members = connection.collection<IncidentMember>('incidentMembers');
  return {
    async ensureIndexes() {
      await incidents.createIndexes([
        { key: { openKey: 1 }, name: 'open', unique: true, sparse: true },
        { key: { status: 1, requestType: 1 }, name: 'status_type' },
        { key: { _id: 1, status: 1 }, name: 'id_status' },
        outboxIndex,
      ]);
      await members.createIndexes([
        { key: { incidentId: 1, joinedAt: -1 }, name: 'incident_joined' },
        { key: { _id: 1, seq: 1 }, name: 'id_seq' },
      ]);
    },
    async open(incident) {
      try {
        await incidents.insertOne(incident);
        return 'opened';
      } catch (error) {
        if (isDuplicateKey(error)) return 'taken';
        throw error;
      }
    },
    find: (incidentId) => incidents.findOne({ _id: incidentId }),
    listOpen: () => incidents.find({ status: 'open' }).toArray(),
    listOpenOfType: async (requestType) => {
      const open = await incidents.find({ status: 'open', requestType }).toArray();
      return open.sort((a, b) => a.openedAt.getTime() - b.openedAt.getTime());
    },
    async touch(incidentId, latestAt) {
      await incidents.updateOne(
        { _id: incidentId },
        { $inc: { version: 1 }, ...(latestAt ? { $max: { latestAt } } : {}) },
      );
    },
    async setTitle({ incidentId, revision, title, entry }) {
      const isAsRead: object = { _id: incidentId, titleRevision: atRevision(revision) };
      const set = await incidents.updateOne(isAsRead, {
        ...setOrUnset({ title, titleRevision: revision + 1 }),
        ...{ $inc: { version: 1 }, $push: { unaudited: entry } },
      });
      return set.modifiedCount === 1;
    },
    async close(incidentId, { entry, ...by }) {
      const closed = await incidents.updateOne(
        { _id: incidentId, status: 'open' },
        {
          ...{ $inc: { version: 1 }, $set: { status: 'closed', ...by }, $unset: { openKey: '' } },
          ...(entry ? { $push: { unaudited: entry } } : {}),
        },
      );
      return closed.modifiedCount === 1;
    },
    async putMember(member) {
      const { _id, ...rest } = member;
      try {
        await members.updateOne(
          { _id, seq: { $lt: member.seq } },
          { $set: rest },
          { upsert: true },
        );
      } catch (error) {
        // A later event was noted first.
        if (!isDuplicateKey(error)) throw error;
      }
    },
    listMembers: (incidentId) => members.find({ incidentId }).sort({ joinedAt: -1 }).toArray(),
    countMembers: (incidentId) => members.countDocuments({ incidentId }),
    ...createOutbox<AuditEntry>(connection, 'incidents'),
  };
};
