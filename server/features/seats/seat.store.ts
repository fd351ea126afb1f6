import type { Connection } from 'mongoose';
import type { SeatKind } from '../../../shared/domain/states.js';
import { dropIndexes } from '../../storage/drop-indexes.js';

/** One unit of an operator's capacity; taken while it carries an `offerId`. */
export interface Seat {
  /** `<operatorId>:<kind>:<n>` */
  _id: string;
  operatorId: string;
  kind: SeatKind;
  offerId?: string;
  sessionId?: string;
}

export interface SeatStore {
  ensureIndexes(): Promise<void>;
  /** Makes the seats an operator lacks; removes free ones beyond `capacity`, taken ones as they fall free. */
  ensureSeats(operatorId: string, capacity: number, hasReserve: boolean): Promise<void>;
  /** Takes a free seat; null where none is free. */
  claim(
    operatorId: string,
    kind: SeatKind,
    offerId: string,
    sessionId: string,
  ): Promise<Seat | null>;
  /** Adds a seat beyond capacity, taken at once: only a breached escalation may. */
  force(operatorId: string, offerId: string, sessionId: string): Promise<void>;
  /** Answers whose seat fell free, null where it was free already. */
  release(offerId: string): Promise<Seat | null>;
  listSeats(): Promise<Seat[]>;
}

export const createSeatStore = (connection: Connection): SeatStore => {
  const seats = connection.collection<Seat>('seats');
  return {
    async ensureIndexes() {
      await dropIndexes(connection, 'seats', ['offer']);
      await seats.createIndexes([
        { key: { offerId: 1 }, name: 'offer_id', unique: true, sparse: true },
        { key: { operatorId: 1, kind: 1 }, name: 'operator_kind' },
      ]);
    },
    async ensureSeats(operatorId, capacity, hasReserve) {
      const wanted: Seat[] = Array.from({ length: capacity }, (_, index) => ({
        _id: `${operatorId}:normal:${index}`,
        operatorId,
        kind: 'normal',
      }));
      if (hasReserve) wanted.push({ _id: `${operatorId}:reserve:0`, operatorId, kind: 'reserve' });
      for (const { _id, kind } of wanted) {
        await seats.updateOne({ _id }, { $setOnInsert: { operatorId, kind } }, { upsert: true });
      }
      await seats.deleteMany({
        operatorId,
        _id: { $nin: wanted.map((seat) => seat._id) },
        offerId: { $exists: false },
      });
    },
    claim: (operatorId, kind, offerId, sessionId) =>
      seats.findOneAndUpdate(
        { operatorId, kind, offerId: { $exists: false } },
        { $set: { offerId, sessionId } },
        { returnDocument: 'after' },
      ),
    async force(operatorId, offerId, sessionId) {
      const _id = `${operatorId}:forced:${offerId}`;
      await seats.updateOne(
        { _id },
        { $setOnInsert: { operatorId, kind: 'forced', offerId, sessionId } },
        { upsert: true },
      );
    },
    async release(offerId) {
      const seat = await seats.findOneAndUpdate(
        { offerId },
        { $unset: { offerId: '', sessionId: '' } },
      );
      if (seat?.kind === 'forced') await seats.deleteOne({ _id: seat._id });
      return seat;
    },
    listSeats: () => seats.find().toArray(),
  };
};
