import type { Connection } from 'mongoose';
import type { Sealed } from '../../storage/encryption/sealed.js';
import { isDuplicateKey } from '../../storage/duplicate-key.js';
import { createOutbox, outboxIndex } from '../../storage/outbox.js';
import type { AuditEntry } from '../audit/audit-entry.js';
import type { AuditOutbox } from '../audit/audit.service.js';

/** One text to all chats of an incident. */
export interface StoredAnswer {
  /** Follows from incident, author and the client's own id: a repeat finds it. */
  _id: string;
  incidentId: string;
  operatorId: string;
  byName: string;
  at: Date;
  isForLater: boolean;
  /** Sealed under `incidentAnswers:<id>:text`. */
  text: Sealed;
  doneAt?: Date;
  /** Entries of the audit log that are not there yet. */
  unaudited?: AuditEntry[];
}

export type Outcome = 'sent' | 'skipped';

interface Delivery {
  /** `<answer>:<session>` */
  _id: string;
  answerId: string;
  sessionId: string;
  outcome: Outcome;
}

export interface AnswerStore extends AuditOutbox {
  ensureIndexes(): Promise<void>;
  /** `exists`: the same one was begun before. */
  begin(answer: StoredAnswer): Promise<'begun' | 'exists'>;
  find(answerId: string): Promise<StoredAnswer | null>;
  /** The latest first. */
  listOf(incidentId: string): Promise<StoredAnswer[]>;
  finish(answerId: string, doneAt: Date): Promise<void>;
  noteDelivery(answerId: string, sessionId: string, outcome: Outcome): Promise<void>;
  /** What became of it in each chat it has come to. */
  listDeliveries(answerId: string): Promise<ReadonlyMap<string, Outcome>>;
  countDeliveries(answerId: string, outcome: Outcome): Promise<number>;
}

export const createAnswerStore = (connection: Connection): AnswerStore => {
  const answers = connection.collection<StoredAnswer>('incidentAnswers');
  const deliveries = connection.collection<Delivery>('incidentDeliveries');
  return {
    async ensureIndexes() {
      await answers.createIndexes([
        { key: { incidentId: 1, at: -1 }, name: 'incident_at' },
        outboxIndex,
      ]);
      await deliveries.createIndexes([
        { key: { answerId: 1, outcome: 1 }, name: 'answer_outcome' },
      ]);
    },
    async begin(answer) {
      try {
        await answers.insertOne(answer);
        return 'begun';
      } catch (error) {
        if (isDuplicateKey(error)) return 'exists';
        throw error;
      }
    },
    find: (answerId) => answers.findOne({ _id: answerId }),
    listOf: (incidentId) => answers.find({ incidentId }).sort({ at: -1 }).toArray(),
    async finish(answerId, doneAt) {
      await answers.updateOne({ _id: answerId }, { $set: { doneAt } });
    },
    async noteDelivery(answerId, sessionId, outcome) {
      try {
        const _id = `${answerId}:${sessionId}`;
        await deliveries.insertOne({ _id, answerId, sessionId, outcome });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    },
    async listDeliveries(answerId) {
      const found = await deliveries.find({ answerId }).toArray();
      return new Map(found.map(({ sessionId, outcome }) => [sessionId, outcome]));
    },
    countDeliveries: (answerId, outcome) => deliveries.countDocuments({ answerId, outcome }),
    ...createOutbox<AuditEntry>(connection, 'incidentAnswers'),
  };
};
