import type { Connection } from 'mongoose';
import type { RequestType } from '../../../shared/domain/request-types.js';
import type { ClassificationTrace } from './trace.js';
import { isDuplicateKey } from '../../storage/duplicate-key.js';

/** A corrected one is found by `place`, which sorts by time; the others have none and stay out of those indexes. */
interface TraceDocument extends Omit<ClassificationTrace, 'sessionId'> {
  _id: string;
  /** The type people say, where it is another one than the model's. */
  corrected?: RequestType;
  place?: string;
  /** From and to: a filter by type finds what was taken for it and what was not recognised. */
  types?: [RequestType, RequestType];
}

/** So many talks were predicted to be `predicted` and are `corrected`, or stand as they were. */
export interface Tally {
  predicted: RequestType;
  corrected?: RequestType;
  isDecided: boolean;
  count: number;
}

export interface CorrectedTrace extends ClassificationTrace {
  corrected: RequestType;
  /** Where a page may begin. */
  place: string;
}

/** Sorts behind every place of one moment. */
const placeOf = (at: Date, sessionId = ''): string => `${at.toISOString()} ${sessionId}`;

const toDocument = ({ sessionId, ...trace }: ClassificationTrace): TraceDocument => {
  const corrected = trace.word?.requestType;
  if (corrected === undefined || corrected === trace.predicted) return { _id: sessionId, ...trace };
  return {
    ...{ _id: sessionId, ...trace, corrected },
    place: placeOf(trace.at, sessionId),
    types: [trace.predicted, corrected],
  };
};

const fromDocument = ({ _id, ...rest }: TraceDocument): CorrectedTrace =>
  ({ sessionId: _id, ...rest }) as CorrectedTrace;

export interface TraceStore {
  ensureIndexes(): Promise<void>;
  /** Keeps what was read from the longer log. */
  put(trace: ClassificationTrace): Promise<void>;
  remove(sessionId: string): Promise<void>;
  /** Corrected ones that the model answered since `since` and before the place `before`, newest first. */
  listCorrected(request: {
    since: Date;
    before: string;
    requestType?: RequestType;
    limit: number;
  }): Promise<CorrectedTrace[]>;
  /** All that the model answered from `from` to just before `to`, counted. */
  count(from: Date, to: Date): Promise<Tally[]>;
}

export const createTraceStore = (connection: Connection): TraceStore => {
  const collection = connection.collection<TraceDocument>('classificationTraces');
  return {
    ensureIndexes: async () => {
      await collection.createIndexes([
        { key: { _id: 1, seq: 1 }, name: 'id_seq' },
        { key: { at: 1 }, name: 'at' },
        { key: { place: 1 }, name: 'place', sparse: true },
        { key: { types: 1, place: 1 }, name: 'types_place', sparse: true },
      ]);
    },
    async put(trace) {
      const { _id, ...rest } = toDocument(trace);
      try {
        await collection.replaceOne({ _id, seq: { $lte: trace.seq } }, rest, { upsert: true });
      } catch (error) {
        // One of a longer log is there.
        const isThere = isDuplicateKey(error);
        if (!isThere) throw error;
      }
    },
    async remove(_id) {
      await collection.deleteOne({ _id });
    },
    async listCorrected({ since, before, requestType, limit }) {
      const found = await collection
        .find({
          ...(requestType === undefined ? {} : { types: requestType }),
          place: { $gte: placeOf(since), $lt: before },
        })
        .sort({ place: -1 })
        .limit(limit)
        .toArray();
      return found.map(fromDocument);
    },
    async count(from, to) {
      const rows = await collection
        .aggregate<{ _id: Omit<Tally, 'count'>; count: number }>([
          { $match: { at: { $gte: from, $lt: to } } },
          {
            $group: {
              _id: { predicted: '$predicted', corrected: '$corrected', isDecided: '$isDecided' },
              count: { $sum: 1 },
            },
          },
        ])
        .toArray();
      return rows.map(({ _id, count }) => ({ ..._id, count }));
    },
  };
};
