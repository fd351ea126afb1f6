import type { Connection } from 'mongoose';
import type { RequestType } from '../../../shared/domain/request-types.js';
import type { Sealed } from '../../storage/encryption/sealed.js';
import type { CommonToken } from './detect.js';
import { isDuplicateKey } from '../../storage/duplicate-key.js';

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
  closedAt?: Date;
  closedBy?: { operatorId: string; name: string };
  version: number;
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

export interface IncidentStore {
  ensureIndexes(): Promise<void>;
  /** `taken`: another one has this `openKey`. */
  open(incident: Incident): Promise<'opened' | 'taken'>;
  find(incidentId: string): Promise<Incident | null>;
  listOpen(): Promise<Incident[]>;
  listOpenOfType(requestType: RequestType): Promise<Incident[]>;
  /** Something about it is new; `latestAt` where a chat joined. */
  touch(incidentId: string, latestAt?: Date): Promise<void>;
  setTitle(incidentId: string, title: Sealed | null): Promise<void>;
  /** False where it was closed before. */
  close(
    incidentId: string,
    by: { closedAt: Date; closedBy?: Incident['closedBy'] },
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
    async setTitle(incidentId, title) {
      await incidents.updateOne(
        { _id: incidentId },
        { $inc: { version: 1 }, ...(title ? { $set: { title } } : { $unset: { title: '' } }) },
      );
    },
    async close(incidentId, by) {
      const closed = await incidents.updateOne(
        { _id: incidentId, status: 'open' },
        { $inc: { version: 1 }, $set: { status: 'closed', ...by }, $unset: { openKey: '' } },
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
  };
};
