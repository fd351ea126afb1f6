import mongoose, { type Connection } from 'mongoose';
import { settlesWithin } from '../../lib/in-flight.js';
import type { SessionStatus } from '../../../shared/domain/states.js';
import { createSessionLogModels } from './session-log.model.js';
import { giveOnceKeys } from './once-keys.store.js';
import { onceKeyOf, type SessionEvent } from './session-event.js';
import type { ChatSessionState } from './state.js';
import { duplicateKeyCode, isDuplicateKey } from '../../storage/duplicate-key.js';
import { createOutbox } from '../../storage/outbox.js';
import type { AuditEntry } from '../audit/audit-entry.js';
import type { AuditOutbox } from '../audit/audit.service.js';

/** What became of one insert. `duplicate`: a unique index said somebody was first; which one is read back. */
export type InsertOutcome = 'stored' | 'duplicate' | { unknown: unknown };

export interface SessionHead {
  sessionId: string;
  seq: number;
}

/** Ids one query asks for at most. */
const maxIdsInQuery = 500;

/** How long a command of the append path may stay unanswered before its outcome counts as unknown. */
export interface Patience {
  insertMs: number;
  readBackMs: number;
}

/** Much more than a batch takes, and together with the first tries of a read-back less than a client waits. */
const usualPatience: Patience = { insertMs: 3_000, readBackMs: 2_000 };

/** The driver limits neither; what is given up here may still happen, as after any unknown outcome. */
const inTime = async <T>(work: Promise<T>, ms: number): Promise<T> => {
  work.catch(() => undefined);
  if (!(await settlesWithin(work, ms))) throw new Error('The database did not answer in time.');
  return work;
};

/** Every query of the log and its projection. Bounds are in the filters, never in a `limit` alone. */
export interface SessionLogStore extends AuditOutbox {
  ensureIndexes(): Promise<void>;
  /** Inserts each document by itself; the outcomes are in the order of `events`. Never throws. */
  insertEvents(events: SessionEvent[]): Promise<InsertOutcome[]>;
  findEventById(eventId: string): Promise<SessionEvent | null>;
  findByClientMessage(
    sessionId: string,
    authorId: string,
    clientMessageId: string,
  ): Promise<SessionEvent | null>;
  findByCause(sessionId: string, causeId: string): Promise<SessionEvent | null>;
  /** Events with `after < seq ≤ upTo`, in order. */
  listEvents(sessionId: string, after: number, upTo: number): Promise<SessionEvent[]>;
  /** The same by `publicSeq`. */
  listPublicEvents(sessionId: string, after: number, upTo: number): Promise<SessionEvent[]>;
  findState(sessionId: string): Promise<ChatSessionState | null>;
  /** Creates the projection before the first event, so that no event is ever without one. */
  createState(state: ChatSessionState): Promise<'created' | 'exists'>;
  /** Replaces the projections that are older than these. */
  projectStates(states: readonly ChatSessionState[]): Promise<void>;
  /** Every projection there is: for repair and proof. */
  listAllStates(): Promise<ChatSessionState[]>;
  /** Puts a rebuilt projection in the place of one that stands at `headSeq`. */
  replaceState(state: ChatSessionState, headSeq: number): Promise<void>;
  listStates(statuses: readonly SessionStatus[]): Promise<ChatSessionState[]>;
  /** How far the projections of these sessions are. */
  listHeads(sessionIds: readonly string[]): Promise<SessionHead[]>;
  /** Sessions with an open offer to one of these operators. */
  listHeadsOfferedTo(operatorIds: readonly string[]): Promise<SessionHead[]>;
  /** Sessions with an event stored between the two moments, and its number. */
  listStoredBetween(from: Date, to: Date): Promise<SessionHead[]>;
  listStatesOfCitizen(citizenId: string): Promise<ChatSessionState[]>;
  findStateByAppeal(appealId: string): Promise<ChatSessionState | null>;
  /** Drops the sealed parts of all events of a session, and what could be compared with them. */
  destroySecrets(sessionId: string): Promise<void>;
}

/** Thousands are read at once, and nothing else has its turn while a page of them is taken in. */
const pageOfStates = 200;

export const createSessionLogStore = (
  connection: Connection,
  patience: Patience = usualPatience,
): SessionLogStore => {
  const models = createSessionLogModels(connection);
  const events = connection.collection<SessionEvent>('sessionEvents');
  const sessions = connection.collection<ChatSessionState>('chatSessions');

  const readHeads = async (filter: Parameters<typeof sessions.find>[0]): Promise<SessionHead[]> => {
    const rows = await sessions.find(filter, { projection: { headSeq: 1 } }).toArray();
    return rows.map(({ _id, headSeq }) => ({ sessionId: _id, seq: headSeq }));
  };

  return {
    async ensureIndexes() {
      await giveOnceKeys(connection);
      await models.events.createIndexes();
      await models.sessions.createIndexes();
    },

    async insertEvents(documents) {
      try {
        await inTime(events.insertMany(documents, { ordered: false }), patience.insertMs);
        return documents.map(() => 'stored');
      } catch (error) {
        if (!(error instanceof mongoose.mongo.MongoBulkWriteError)) {
          return documents.map(() => ({ unknown: error }));
        }
        const writeErrors = [error.writeErrors].flat();
        if (error.result.insertedCount + writeErrors.length !== documents.length) {
          return documents.map(() => ({ unknown: error }));
        }
        const failed = new Map(writeErrors.map((item) => [item.index, item]));
        // Inserted, and not yet on a majority: a failover may still take it back.
        const unconfirmed = error.result.getWriteConcernError();
        return documents.map((_, index) => {
          const item = failed.get(index);
          if (!item) return unconfirmed ? { unknown: unconfirmed } : 'stored';
          return item.code === duplicateKeyCode ? 'duplicate' : { unknown: item };
        });
      }
    },

    findEventById: (eventId) => inTime(events.findOne({ _id: eventId }), patience.readBackMs),
    findByClientMessage: (sessionId, authorId, clientMessageId) =>
      events.findOne({ onceKey: onceKeyOf({ sessionId, authorId, clientMessageId }) }),
    findByCause: (sessionId, causeId) =>
      events.findOne({ onceKey: onceKeyOf({ sessionId, causeId }) }),
    listEvents: (sessionId, after, upTo) =>
      events
        .find({ sessionId, seq: { $gt: after, $lte: upTo } })
        .sort({ seq: 1 })
        .toArray(),
    listPublicEvents: (sessionId, after, upTo) =>
      events
        .find({ sessionId, publicSeq: { $gt: after, $lte: upTo } })
        .sort({ publicSeq: 1 })
        .toArray(),

    findState: (sessionId) => sessions.findOne({ _id: sessionId }),
    async createState(state) {
      try {
        await sessions.insertOne(state);
        return 'created';
      } catch (error) {
        if (isDuplicateKey(error)) {
          return 'exists';
        }
        throw error;
      }
    },
    async projectStates(states) {
      const writes = states.map((state) => ({
        replaceOne: {
          filter: { _id: state._id, headSeq: { $lt: state.headSeq } },
          replacement: state,
        },
      }));
      await sessions.bulkWrite(writes, { ordered: false });
    },
    listAllStates: () => sessions.find().toArray(),
    async replaceState(state, headSeq) {
      await sessions.replaceOne({ _id: state._id, headSeq }, state);
    },
    listStates: (statuses) =>
      sessions.find({ status: { $in: [...statuses] } }, { batchSize: pageOfStates }).toArray(),
    async listHeads(sessionIds) {
      const pages: SessionHead[][] = [];
      for (let at = 0; at < sessionIds.length; at += maxIdsInQuery) {
        const page = sessionIds.slice(at, at + maxIdsInQuery);
        pages.push(await readHeads({ _id: { $in: page } }));
      }
      return pages.flat();
    },
    listHeadsOfferedTo: (operatorIds) =>
      readHeads({ 'offers.operatorId': { $in: [...operatorIds] } }),
    async listStoredBetween(from, to) {
      const rows = await events
        .find({ at: { $gte: from, $lt: to } }, { projection: { sessionId: 1, seq: 1 } })
        .toArray();
      const heads = new Map<string, number>();
      for (const { sessionId, seq } of rows) {
        heads.set(sessionId, Math.max(seq, heads.get(sessionId) ?? 0));
      }
      return [...heads].map(([sessionId, seq]) => ({ sessionId, seq }));
    },
    listStatesOfCitizen: (citizenId) =>
      sessions.find({ citizenId }).sort({ openedAt: -1 }).toArray(),
    findStateByAppeal: (appealId) => sessions.findOne({ appealId }),
    async destroySecrets(sessionId) {
      await events.updateMany(
        { sessionId, seq: { $gt: 0 } },
        { $unset: { sealed: '', bodyHash: '' } },
      );
    },
    ...createOutbox<AuditEntry>(connection, 'sessionEvents'),
  };
};
