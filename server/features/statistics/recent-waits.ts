import { computeWaitInterval, type WaitInterval } from '../../../shared/routing/wait-interval.js';
import { limits } from '../../../shared/limits.js';
import type { Clock } from '../../lib/clock.js';
import type { WaitFact } from './fact.js';
import type { FactStore } from './fact.store.js';

interface Pace {
  factId: string;
  atMs: number;
  /** The wait by the place it began at, ms. */
  paceMs: number;
}

interface PoolWaits {
  /** By fact. */
  paces: Map<string, Pace>;
  /** Of those that count, sorted; made anew when one is added. */
  sorted: number[] | null;
  /** When the eldest of those grows too old. */
  goodUntilMs: number;
}

const { estimateMs, estimateWaits } = limits.queue;
const { rereadMs } = limits.statistics;

/** The newest at the end; the id makes the order total, so that every process keeps the same ones. */
const compareAge = (a: Pace, b: Pace): number =>
  a.atMs - b.atMs || (a.factId < b.factId ? -1 : Number(a.factId > b.factId));

/**
 * How long people of each pool have really waited in the last hours, in memory over the stored facts: a restart and a
 * neighbour read the same and tell the same.
 */
export class RecentWaits {
  readonly #store: Pick<FactStore, 'list'>;
  readonly #clock: Clock;
  readonly #pools = new Map<string, PoolWaits>();

  constructor(store: Pick<FactStore, 'list'>, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** Reads the last hours, once, at the start. */
  load(): Promise<void> {
    return this.#read(estimateMs);
  }

  /** Reads what other processes have added. */
  poll(): Promise<void> {
    return this.#read(rereadMs);
  }

  /** A wait nobody of the pool could end, or one that ended with nobody, says nothing about the others. */
  note({ _id: factId, at, isServed, isUnattended, position, waitMs, ...fact }: WaitFact): void {
    if (!isServed || isUnattended === true || position === undefined) return;
    const key = keyOf(fact.poolId, fact.isTraining === true);
    const pool: PoolWaits = this.#pools.get(key) ?? {
      ...{ paces: new Map<string, Pace>(), sorted: null, goodUntilMs: 0 },
    };
    this.#pools.set(key, pool);
    if (pool.paces.has(factId)) return;
    pool.paces.set(factId, { factId, atMs: at.getTime(), paceMs: waitMs / position });
    pool.sorted = null;
  }

  /** For who stands at `position` now; null under 20 real waits. Practice chats know of their own alone. */
  intervalOf(poolId: string, position: number, isTraining: boolean): WaitInterval | null {
    const pool = this.#pools.get(keyOf(poolId, isTraining));
    if (!pool) return null;
    if (!pool.sorted || this.#clock.nowMs() > pool.goodUntilMs) this.#sort(pool);
    return computeWaitInterval(pool.sorted ?? [], position);
  }

  #sort(pool: PoolWaits): void {
    const fromMs = this.#clock.nowMs() - estimateMs;
    const counting = [...pool.paces.values()]
      .filter(({ atMs }) => atMs >= fromMs)
      .sort(compareAge)
      .slice(-estimateWaits);
    pool.paces = new Map(counting.map((pace) => [pace.factId, pace]));
    pool.sorted = counting.map(({ paceMs }) => paceMs).sort((a, b) => a - b);
    pool.goodUntilMs = (counting[0]?.atMs ?? Infinity) + estimateMs;
  }

  async #read(backMs: number): Promise<void> {
    const nowMs = this.#clock.nowMs();
    // Clocks of processes differ by less than a second: what is a little ahead is there already.
    const until = new Date(nowMs + rereadMs);
    for (const fact of await this.#store.list('wait', new Date(nowMs - backMs), until))
      this.note(fact);
  }
}

const keyOf = (poolId: string, isTraining: boolean): string =>
  isTraining ? `${poolId} training` : poolId;
