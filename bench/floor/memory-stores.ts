import type {
  CallbackPlace,
  CallbackPlaceStore,
} from '../../server/features/callbacks/place.store.js';
import type { Deadline } from '../../server/features/deadlines/deadline.store.js';
import type { DeadlineHandler } from '../../server/features/deadlines/deadline.service.js';
import type { PresenceStore } from '../../server/features/presence/presence.store.js';
import type { Seat, SeatStore } from '../../server/features/seats/seat.store.js';
import type { Agenda } from './agenda.js';

/** Seats as the database holds them: one taken by one offer. */
export const createMemorySeats = (): SeatStore => {
  const seats = new Map<string, Seat>();
  const ofOperator = new Map<string, Seat[]>();
  const byOffer = new Map<string, Seat>();
  const add = (seat: Seat): void => {
    seats.set(seat._id, seat);
    ofOperator.set(seat.operatorId, [...(ofOperator.get(seat.operatorId) ?? []), seat]);
  };
  const remove = (seat: Seat): void => {
    seats.delete(seat._id);
    const rest = (ofOperator.get(seat.operatorId) ?? []).filter((other) => other !== seat);
    ofOperator.set(seat.operatorId, rest);
  };
  return {
    ensureIndexes: () => Promise.resolve(),
    ensureSeats(operatorId, capacity, hasReserve) {
      for (let index = 0; index < capacity; index += 1) {
        const _id = `${operatorId}:normal:${String(index)}`;
        if (!seats.has(_id)) add({ _id, operatorId, kind: 'normal' });
      }
      const _id = `${operatorId}:reserve:0`;
      if (hasReserve && !seats.has(_id)) add({ _id, operatorId, kind: 'reserve' });
      return Promise.resolve();
    },
    claim(operatorId, kind, offerId, sessionId) {
      const free = ofOperator
        .get(operatorId)
        ?.find((seat) => seat.kind === kind && seat.offerId === undefined);
      if (!free) return Promise.resolve(null);
      Object.assign(free, { offerId, sessionId });
      byOffer.set(offerId, free);
      return Promise.resolve({ ...free });
    },
    force(operatorId, offerId, sessionId) {
      const _id = `${operatorId}:forced:${offerId}`;
      const seat: Seat = { _id, operatorId, kind: 'forced', offerId, sessionId };
      add(seat);
      byOffer.set(offerId, seat);
      return Promise.resolve();
    },
    release(offerId) {
      const seat = byOffer.get(offerId);
      if (!seat) return Promise.resolve(null);
      byOffer.delete(offerId);
      const was = { ...seat };
      delete seat.offerId;
      delete seat.sessionId;
      if (seat.kind === 'forced') remove(seat);
      return Promise.resolve(was);
    },
    listSeats: () => Promise.resolve([...seats.values()].map((seat) => ({ ...seat }))),
  };
};

/** Places in slots as the database holds them: one taken once. */
export const createMemoryPlaces = () => {
  const places = new Map<string, CallbackPlace>();
  const isAt = (place: CallbackPlace, sessionId: string, callAt: Date): boolean =>
    place.sessionId === sessionId && place.callAt.getTime() === callAt.getTime();
  return {
    ensureIndexes: () => Promise.resolve(),
    take(place: CallbackPlace) {
      if (places.has(place._id)) return Promise.resolve(false);
      places.set(place._id, place);
      return Promise.resolve(true);
    },
    find: (sessionId: string, callAt: Date) =>
      Promise.resolve([...places.values()].find((place) => isAt(place, sessionId, callAt)) ?? null),
    free(sessionId: string, callAt: Date) {
      for (const place of places.values())
        if (isAt(place, sessionId, callAt)) places.delete(place._id);
      return Promise.resolve();
    },
    list: (poolId: string, from: Date) =>
      Promise.resolve(
        [...places.values()].filter((place) => place.poolId === poolId && place.callAt >= from),
      ),
    /** All of them, for whoever checks. */
    all: () => [...places.values()],
  } satisfies CallbackPlaceStore & { all(): CallbackPlace[] };
};

/** Only what the service cannot tell from memory: offers missed in a row. */
export const createMemoryPresence = (): PresenceStore => {
  const missed = new Map<string, number>();
  return {
    list: () => Promise.resolve([]),
    renewMany: () => Promise.resolve(),
    choose(operatorId) {
      missed.delete(operatorId);
      return Promise.resolve();
    },
    countMissed(operatorId) {
      const count = (missed.get(operatorId) ?? 0) + 1;
      missed.set(operatorId, count);
      return Promise.resolve(count);
    },
    clearMissed(operatorId) {
      missed.delete(operatorId);
      return Promise.resolve();
    },
  };
};

/** Deadlines that are looked at in the very millisecond, not twice a second. */
export class MemoryDeadlines {
  readonly #agenda: Agenda;
  readonly #handlers = new Map<string, DeadlineHandler>();
  readonly #planned = new Map<string, { cancel(): void }>();

  constructor(agenda: Agenda) {
    this.#agenda = agenda;
  }

  handle(kind: string, handler: DeadlineHandler): void {
    this.#handlers.set(kind, handler);
  }

  set(kind: string, key: string, sessionId: string, dueAt: Date): Promise<void> {
    const deadline: Deadline = {
      ...{ _id: `${kind}:${key}`, kind, sessionId, dueAt, claimedUntil: dueAt },
    };
    this.#planned.get(deadline._id)?.cancel();
    const planned = this.#agenda.at(dueAt.getTime(), () => {
      this.#planned.delete(deadline._id);
      return this.#handlers.get(kind)?.(deadline);
    });
    this.#planned.set(deadline._id, planned);
    return Promise.resolve();
  }

  clear(kind: string, key: string): Promise<void> {
    const id = `${kind}:${key}`;
    this.#planned.get(id)?.cancel();
    this.#planned.delete(id);
    return Promise.resolve();
  }
}
