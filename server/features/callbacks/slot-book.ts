import { productTimeZone } from '../../../shared/domain/product-time-zone.js';
import { limits } from '../../../shared/limits.js';
import type { Clock } from '../../lib/clock.js';
import { DomainError } from '../../lib/domain-error.js';
import type { CalendarService } from '../calendar/calendar.service.js';
import type { PoolService } from '../pools/pool.service.js';
import type { ChatSessionState } from '../session-log/state.js';
import type { CallbackPlace, CallbackPlaceStore } from './place.store.js';
import { listSlots } from './slots.js';

export interface SlotBookDeps {
  places: CallbackPlaceStore;
  pools: PoolService;
  calendar: CalendarService;
  clock: Clock;
}

type Booker = Pick<ChatSessionState, '_id' | 'poolId'>;

/** Which slots a pool has, and whose the places in them are. A place is claimed before its call is promised. */
export class SlotBook {
  readonly #deps: SlotBookDeps;

  constructor(deps: SlotBookDeps) {
    this.#deps = deps;
  }

  /** Those that can be booked now and have room. */
  async listFree(poolId: string | undefined): Promise<Date[]> {
    const capacity = this.#capacityOf(poolId);
    if (poolId === undefined || capacity === 0) return [];
    const { clock, places } = this.#deps;
    const taken = new Map<number, number>();
    for (const { callAt } of await places.list(poolId, clock.now())) {
      taken.set(callAt.getTime(), (taken.get(callAt.getTime()) ?? 0) + 1);
    }
    return this.#slotsFrom(poolId, clock.nowMs() + limits.callback.leadMs)
      .filter((atMs) => (taken.get(atMs) ?? 0) < capacity)
      .map((atMs) => new Date(atMs));
  }

  /**
   * False where the slot is full or none that can be booked. What was taken for the same promise before stays its own. Fails
   * with `retry` where the session has moved away from that slot just now and its place is about to be freed.
   */
  async take(booker: Booker, callAt: Date, callbackId: string): Promise<boolean> {
    const { _id: sessionId, poolId } = booker;
    if (poolId === undefined) return false;
    const known = await this.#deps.places.find(sessionId, callAt);
    if (known?.callbackId === callbackId) return true;
    if (known) throw new DomainError('retry', 'The place is just being given back.');
    const slots = this.#slotsFrom(poolId, this.#deps.clock.nowMs() + limits.callback.leadMs);
    if (!slots.includes(callAt.getTime())) return false;
    return this.#claim(poolId, { sessionId, callAt, callbackId });
  }

  /**
   * The first slot from a moment on that has room. The system's own promise is made even where none has: then the first
   * one, or the moment itself where the pool has no slots at all.
   */
  async takeNext(
    { _id: sessionId, poolId }: Booker,
    fromMs: number,
    callbackId: string,
  ): Promise<Date> {
    if (poolId === undefined) return new Date(fromMs);
    const slots = this.#slotsFrom(poolId, fromMs).map((atMs) => new Date(atMs));
    for (const callAt of slots)
      if (await this.#claim(poolId, { sessionId, callAt, callbackId })) return callAt;
    return slots[0] ?? new Date(fromMs);
  }

  free(sessionId: string, callAt: Date): Promise<void> {
    return this.#deps.places.free(sessionId, callAt);
  }

  #capacityOf(poolId: string | undefined): number {
    return this.#deps.pools.longWaitOf(poolId ?? '').callbacksPerSlot;
  }

  #slotsFrom(poolId: string, fromMs: number): number[] {
    const hours = this.#deps.pools.findPool(poolId)?.hours;
    const spans = this.#deps.calendar.days.listOpenSpans(hours, fromMs);
    return [...listSlots(spans, fromMs, hours?.timeZone ?? productTimeZone)];
  }

  async #claim(poolId: string, wanted: Omit<CallbackPlace, '_id' | 'poolId'>): Promise<boolean> {
    for (let index = 0; index < this.#capacityOf(poolId); index += 1) {
      const _id = `${poolId}:${String(wanted.callAt.getTime())}:${String(index)}`;
      if (await this.#deps.places.take({ _id, poolId, ...wanted })) return true;
    }
    return false;
  }
}
