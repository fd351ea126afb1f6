import type { PoolHours } from '../pools/pool-hours.js';
import type { PoolService } from '../pools/pool.service.js';

/** Notices that pools open and close, whether by the clock or because somebody changed the hours. */
export class HoursWatch {
  readonly #pools: PoolService;
  readonly #hours: PoolHours;
  readonly #known = new Map<string, boolean>();

  constructor(pools: PoolService, hours: PoolHours) {
    this.#pools = pools;
    this.#hours = hours;
  }

  /** The pools that have opened or closed since it was asked last. */
  takeChanged(): string[] {
    return this.#pools.listPools().flatMap(({ _id }) => {
      const isOpen = this.#hours.isOpen(_id);
      const wasOpen = this.#known.get(_id);
      this.#known.set(_id, isOpen);
      return wasOpen === undefined || wasOpen === isOpen ? [] : [_id];
    });
  }
}
