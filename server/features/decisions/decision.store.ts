import type { Connection } from 'mongoose';
import type { DecisionRecord } from '../../../shared/routing/decision-record.js';
import { limits } from '../../../shared/limits.js';

/** Why an offer went to whom it went. Nothing of the citizen is in it. */
export interface StoredDecision extends DecisionRecord {
  offerId: string;
  sessionId: string;
  at: Date;
}

type DecisionDocument = Omit<StoredDecision, 'offerId'> & { _id: string };

export interface DecisionStore {
  ensureIndexes(): Promise<void>;
  put(decision: StoredDecision): Promise<void>;
  /** Of one session, eldest first. */
  listOfSession(sessionId: string): Promise<StoredDecision[]>;
}

export const createDecisionStore = (connection: Connection): DecisionStore => {
  const collection = connection.collection<DecisionDocument>('routingDecisions');
  return {
    async ensureIndexes() {
      await collection.createIndexes([
        { key: { sessionId: 1 }, name: 'session' },
        { key: { at: 1 }, name: 'kept', expireAfterSeconds: limits.decisions.keepMs / 1_000 },
      ]);
    },
    async put({ offerId, ...rest }) {
      await collection.insertOne({ _id: offerId, ...rest });
    },
    async listOfSession(sessionId) {
      const found = await collection.find({ sessionId }).toArray();
      return found
        .map(({ _id, ...rest }) => ({ offerId: _id, ...rest }))
        .sort((a, b) => a.at.getTime() - b.at.getTime());
    },
  };
};
