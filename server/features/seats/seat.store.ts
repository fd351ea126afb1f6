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
  /**
   * Seats of this kind that may be taken at once, where there are more: those beyond the capacity were taken when it
   * was lowered, and go when they fall free.
   */
  ceiling?: number;
}

export interface SeatStore {
  ensureIndexes(): Promise<void>;
  /**
   * Makes the seats an operator lacks; removes free ones beyond `capacity`, taken ones as they fall free. Until then no
   * claim makes more than `capacity` taken. Several processes may do the same at once, and seats be claimed meanwhile.
   */
  ensureSeats(operatorId: string, capacity: number, hasReserve: boolean): Promise<void>;
  /** Takes a free seat; null where none is free, or more are taken than there should be. */
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

  /** Removes what is free beyond `size`; with the last of it the ceiling goes. A larger size set meanwhile stays. */
  const trim = async (operatorId: string, kind: SeatKind, size: number): Promise<void> => {
    const beyond = { operatorId, kind, _id: { $nin: idsOf(operatorId, kind, size) } };
    await seats.deleteMany({ ...beyond, ceiling: size, offerId: { $exists: false } });
    if (await seats.findOne(beyond)) return;
    await seats.updateMany({ operatorId, kind, ceiling: size }, { $unset: { ceiling: '' } });
  };

  const setSize = async (operatorId: string, kind: SeatKind, size: number): Promise<void> => {
    const wanted = idsOf(operatorId, kind, size);
    const known = await seats.find({ operatorId, kind }).toArray();
    const isCrowded = known.some(({ _id }) => !wanted.includes(_id));
    // First of all: who claims from now on counts.
    if (isCrowded) await seats.updateMany({ operatorId, kind }, { $set: { ceiling: size } });
    const ceiling = isCrowded ? { ceiling: size } : {};
    for (const _id of wanted.filter((id) => known.every((seat) => seat._id !== id))) {
      const seat = { operatorId, kind, ...ceiling };
      await seats.updateOne({ _id }, { $setOnInsert: seat }, { upsert: true });
    }
    if (isCrowded) await trim(operatorId, kind, size);
    else if (known.some((seat) => seat.ceiling !== undefined))
      await seats.updateMany({ operatorId, kind }, { $unset: { ceiling: '' } });
  };

  const release = async (offerId: string): Promise<Seat | null> => {
    const seat = await seats.findOneAndUpdate(
      { offerId },
      { $unset: { offerId: '', sessionId: '' } },
    );
    if (seat?.kind === 'forced') await seats.deleteOne({ _id: seat._id });
    if (seat?.ceiling !== undefined) await trim(seat.operatorId, seat.kind, seat.ceiling);
    return seat;
  };

  return {
    async ensureIndexes() {
      await dropIndexes(connection, 'seats', ['offer']);
      await seats.createIndexes([
        { key: { offerId: 1 }, name: 'offer_id', unique: true, sparse: true },
        { key: { operatorId: 1, kind: 1 }, name: 'operator_kind' },
      ]);
    },
    async ensureSeats(operatorId, capacity, hasReserve) {
      await setSize(operatorId, 'normal', capacity);
      await setSize(operatorId, 'reserve', hasReserve ? 1 : 0);
    },
    async claim(operatorId, kind, offerId, sessionId) {
      const seat = await seats.findOneAndUpdate(
        { operatorId, kind, offerId: { $exists: false } },
        { $set: { offerId, sessionId } },
        { returnDocument: 'after' },
      );
      if (seat?.ceiling === undefined) return seat;
      // Of two who claim at once the one who counts last sees both: there may be none, but never one too many.
      const taken = await seats.find({ operatorId, kind, offerId: { $exists: true } }).toArray();
      if (taken.length <= seat.ceiling) return seat;
      await release(offerId);
      return null;
    },
    async force(operatorId, offerId, sessionId) {
      const _id = `${operatorId}:forced:${offerId}`;
      await seats.updateOne(
        { _id },
        { $setOnInsert: { operatorId, kind: 'forced', offerId, sessionId } },
        { upsert: true },
      );
    },
    release,
    listSeats: () => seats.find().toArray(),
  };
};

const idsOf = (operatorId: string, kind: SeatKind, size: number): string[] =>
  Array.from({ length: size }, (_, index) => `${operatorId}:${kind}:${index}`);
