import type { OpeningHours } from '../../../shared/schemas/pool-settings.js';
import type { Clock } from '../../lib/clock.js';
import type { CalendarService } from '../calendar/calendar.service.js';
import type { ProductionCalendar } from '../calendar/production-calendar.js';
import type { PoolService } from './pool.service.js';

/** Hours that never change are looked at again after this: a holiday years ahead would be one. */
const longestKeptMs = 86_400_000;

/** What is known until something changes. */
interface Known {
  isOpen: boolean;
  changesAtMs: number | null;
  sinceMs: number;
  hours: OpeningHours | undefined;
  days: ProductionCalendar;
}

/** Whether each pool works now. Asked for every offer, so an answer is kept until the next opening or closing. */
export class PoolHours {
  readonly #pools: PoolService;
  readonly #calendar: CalendarService;
  readonly #clock: Clock;
  readonly #known = new Map<string, Known>();

  constructor(pools: PoolService, calendar: CalendarService, clock: Clock) {
    this.#pools = pools;
    this.#calendar = calendar;
    this.#clock = clock;
  }

  isOpen(poolId: string): boolean {
    return this.#look(poolId).isOpen;
  }

  /** When a closed pool opens again; null: it is open, or nobody knows. */
  opensAt(poolId: string): Date | null {
    const { isOpen, changesAtMs } = this.#look(poolId);
    return isOpen || changesAtMs === null ? null : new Date(changesAtMs);
  }

  #look(poolId: string): Known {
    const nowMs = this.#clock.nowMs();
    const hours = this.#pools.findPool(poolId)?.hours;
    const { days } = this.#calendar;
    const known = this.#known.get(poolId);
    const isFresh =
      known &&
      known.hours === hours &&
      known.days === days &&
      nowMs >= known.sinceMs &&
      nowMs < (known.changesAtMs ?? known.sinceMs + longestKeptMs);
    if (isFresh) return known;
    const next = { ...days.openingAt(hours, nowMs), sinceMs: nowMs, hours, days };
    this.#known.set(poolId, next);
    return next;
  }
}
