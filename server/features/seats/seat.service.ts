import type { SeatKind } from '../../../shared/domain/states.js';
import type { Seat, SeatStore } from './seat.store.js';
import { groupBy } from '../../lib/group-by.js';

interface Load {
  capacity: number;
  normal: Set<string>;
  reserve: Set<string>;
  forced: Set<string>;
  hasReserve: boolean;
}

const emptyLoad = (): Pick<Load, SeatKind> => ({
  normal: new Set(),
  reserve: new Set(),
  forced: new Set(),
});

interface SeatUse {
  operatorId: string;
  offerId: string;
  seatKind: SeatKind;
}

/** A session with the seats it uses: its open offers', its owner's. */
interface SeatedSession {
  offers: readonly SeatUse[];
  owner?: SeatUse;
}

interface SeatChange {
  before: SeatedSession;
  after: SeatedSession;
}

/** As many seats as there should be, and none on its way out. */
const isSettled = (seats: readonly Seat[], capacity: number, hasReserve: boolean): boolean => {
  const count = (kind: SeatKind) => seats.filter((seat) => seat.kind === kind).length;
  return (
    count('normal') === capacity &&
    count('reserve') === Number(hasReserve) &&
    seats.every(({ ceiling }) => ceiling === undefined)
  );
};

const seatsOf = ({ offers, owner }: SeatedSession): Map<string, SeatUse> =>
  new Map([...offers, ...(owner ? [owner] : [])].map((use) => [use.offerId, use]));

/**
 * Who has how many seats taken. The stored claim decides; what is in memory only saves asking in vain. A seat is
 * claimed by an offer before the offer is made, so no accept ever meets a full operator.
 */
export class SeatService {
  readonly #store: SeatStore;
  readonly #loads = new Map<string, Load>();
  readonly #holders = new Map<string, string>();
  /** What has fallen free since somebody began to read who has taken what. */
  readonly #freedMeanwhile = new Set<Set<string>>();

  constructor(store: SeatStore) {
    this.#store = store;
  }

  /**
   * Makes the seats of everybody as many as they should be; what memory knows of seats taken stands, also while others
   * are claimed. A capacity below the load takes nothing away: those seats go as they fall free.
   */
  async load(
    people: { operatorId: string; capacity: number; hasReserve: boolean }[],
  ): Promise<void> {
    const newcomers = people.filter(({ operatorId }) => !this.#loads.has(operatorId));
    for (const { operatorId } of newcomers)
      this.#loads.set(operatorId, { ...emptyLoad(), capacity: 0, hasReserve: false });
    const stored = groupBy(await this.#store.listSeats(), ({ operatorId }) => operatorId);
    for (const { operatorId, capacity, hasReserve } of people) {
      if (!isSettled(stored.get(operatorId) ?? [], capacity, hasReserve))
        await this.#store.ensureSeats(operatorId, capacity, hasReserve);
      const known = this.#loads.get(operatorId) ?? emptyLoad();
      this.#loads.set(operatorId, { ...known, capacity, hasReserve });
    }
    if (newcomers.length > 0) await this.#learnTaken(newcomers);
  }

  /** What others have taken before; not what falls free while it is read. */
  async #learnTaken(newcomers: readonly { operatorId: string }[]): Promise<void> {
    const isNew = new Set(newcomers.map(({ operatorId }) => operatorId));
    const freed = new Set<string>();
    this.#freedMeanwhile.add(freed);
    try {
      for (const { operatorId, kind, offerId } of await this.#store.listSeats()) {
        if (offerId === undefined || !isNew.has(operatorId) || freed.has(offerId)) continue;
        this.#note(operatorId, kind, offerId);
      }
    } finally {
      this.#freedMeanwhile.delete(freed);
    }
  }

  /** Normal seats taken. */
  loadOf(operatorId: string): number {
    return this.#loads.get(operatorId)?.normal.size ?? 0;
  }

  capacityOf(operatorId: string): number {
    return this.#loads.get(operatorId)?.capacity ?? 0;
  }

  hasFree(operatorId: string, kind: 'normal' | 'reserve'): boolean {
    const load = this.#loads.get(operatorId);
    if (!load) return false;
    if (kind === 'normal') return load.normal.size < load.capacity;
    return load.hasReserve && load.reserve.size === 0;
  }

  /** Takes a seat for an offer; false where none is free after all. */
  async claim(
    operatorId: string,
    kind: 'normal' | 'reserve',
    offerId: string,
    sessionId: string,
  ): Promise<boolean> {
    const seat = await this.#store.claim(operatorId, kind, offerId, sessionId);
    if (seat) this.#note(operatorId, kind, offerId);
    return seat !== null;
  }

  async force(operatorId: string, offerId: string, sessionId: string): Promise<void> {
    await this.#store.force(operatorId, offerId, sessionId);
    this.#note(operatorId, 'forced', offerId);
  }

  /** Frees the seat an offer holds; answers whose it was, null where it was free already. */
  async release(offerId: string): Promise<string | null> {
    const seat = await this.#store.release(offerId);
    this.#forget(offerId);
    return seat?.operatorId ?? null;
  }

  /** What another process has claimed and released; the stored claim decides all the same. */
  learn({ before, after }: SeatChange): void {
    const kept = seatsOf(after);
    for (const [offerId, { operatorId, seatKind }] of kept) {
      this.#note(operatorId, seatKind, offerId);
    }
    for (const offerId of seatsOf(before).keys()) {
      if (!kept.has(offerId)) this.#forget(offerId);
    }
  }

  /** Taken seats with the sessions they are for: the sweep frees those that no session claims any more. */
  async listTaken(): Promise<{ offerId: string; sessionId: string }[]> {
    const seats = await this.#store.listSeats();
    return seats.flatMap(({ offerId, sessionId }) =>
      offerId === undefined || sessionId === undefined ? [] : [{ offerId, sessionId }],
    );
  }

  #forget(offerId: string): void {
    for (const freed of this.#freedMeanwhile) freed.add(offerId);
    const load = this.#loads.get(this.#holders.get(offerId) ?? '');
    this.#holders.delete(offerId);
    load?.normal.delete(offerId);
    load?.reserve.delete(offerId);
    load?.forced.delete(offerId);
  }

  #note(operatorId: string, kind: SeatKind, offerId: string): void {
    this.#holders.set(offerId, operatorId);
    this.#loads.get(operatorId)?.[kind].add(offerId);
  }
}
