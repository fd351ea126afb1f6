import { compareRank, type Ranked } from '../../../shared/routing/rank.js';
import { servingPools } from '../session-log/serving-pools.js';
import type { Priority } from '../../../shared/domain/states.js';

/** A waiting session, with what those behind it are told. */
export interface QueueEntry extends Ranked {
  poolId: string;
  /** Stands in this pool's order as well. */
  overflowPoolId?: string;
  queuedAt: Date;
  /** Left for an answer that is read later. */
  isLater?: true;
  priority: Priority;
  /** Those of one kind go to the same people (`kindOf`). */
  kind?: string;
}

/** Newcomers of a pool that are remembered, to tell those behind them why they stand further back. */
const keptNewcomers = 50;

/**
 * The waiting sessions of each pool in order, in memory over the stored truth. A sorted array with binary search
 * answers what a heap cannot: everybody's position.
 */
export class WaitingQueue {
  #arrivals = 0;
  /** Who came last into each pool, the newest at the end. */
  readonly #newcomers = new Map<string, string[]>();
  /** Who came to stand where they stand when, as a running number. */
  readonly #arrivedAs = new Map<string, number>();
  readonly #pools = new Map<string, QueueEntry[]>();
  readonly #entries = new Map<string, QueueEntry>();

  put(entry: QueueEntry): void {
    const known = this.#entries.get(entry.sessionId);
    const arrivedAs = this.#arrivedAs.get(entry.sessionId);
    this.remove(entry.sessionId);
    const stays = known !== undefined && isSamePlace(known, entry);
    this.#arrivedAs.set(entry.sessionId, stays && arrivedAs ? arrivedAs : ++this.#arrivals);
    if (!stays) this.#noteNewcomer(entry);
    for (const poolId of servingPools(entry)) {
      const list = this.#pools.get(poolId) ?? [];
      this.#pools.set(poolId, list);
      list.splice(indexIn(list, entry), 0, entry);
    }
    this.#entries.set(entry.sessionId, entry);
  }

  remove(sessionId: string): QueueEntry | null {
    const entry = this.#entries.get(sessionId);
    if (!entry) return null;
    this.#entries.delete(sessionId);
    this.#arrivedAs.delete(sessionId);
    for (const poolId of servingPools(entry)) {
      const list = this.#pools.get(poolId);
      list?.splice(indexIn(list, entry), 1);
    }
    return entry;
  }

  find(sessionId: string): QueueEntry | null {
    return this.#entries.get(sessionId) ?? null;
  }

  /** In its own pool; 1 is next; null where the session does not wait. */
  positionOf(sessionId: string): number | null {
    const entry = this.#entries.get(sessionId);
    const list = entry && this.#pools.get(entry.poolId);
    return list ? indexIn(list, entry) + 1 : null;
  }

  /** Where somebody would come to stand who does not wait yet, or at this rank. */
  placeOf(poolId: string, ranked: Ranked): number {
    return indexIn(this.#pools.get(poolId) ?? [], ranked) + 1;
  }

  /** How many have come to stand somewhere so far: what is asked of `findNewestAhead` later. */
  get arrivals(): number {
    return this.#arrivals;
  }

  /** Of those ahead, the one who came there last, if that was after `since` arrivals. */
  findNewestAhead(sessionId: string, since: number): QueueEntry | null {
    const own = this.#entries.get(sessionId);
    if (!own) return null;
    for (const newcomerId of (this.#newcomers.get(own.poolId) ?? []).toReversed()) {
      if ((this.#arrivedAs.get(newcomerId) ?? 0) <= since) continue;
      const newcomer = this.#entries.get(newcomerId);
      if (!newcomer || !servingPools(newcomer).includes(own.poolId)) continue;
      if (compareRank(newcomer, own) < 0) return newcomer;
    }
    return null;
  }

  /** In order, guests of other pools among them; a live array, not to be kept across an await. */
  listPool(poolId: string): readonly QueueEntry[] {
    return this.#pools.get(poolId) ?? [];
  }

  /** Who stands next behind `after`, which may have left by now; the first one behind null. Null at the end. */
  findNext(poolId: string, after: QueueEntry | null): QueueEntry | null {
    const list = this.#pools.get(poolId) ?? [];
    if (!after) return list[0] ?? null;
    const index = indexIn(list, after);
    return list[list[index]?.sessionId === after.sessionId ? index + 1 : index] ?? null;
  }

  #noteNewcomer(entry: QueueEntry): void {
    for (const poolId of servingPools(entry)) {
      const newcomers = this.#newcomers.get(poolId) ?? [];
      this.#newcomers.set(poolId, [...newcomers.slice(1 - keptNewcomers), entry.sessionId]);
    }
  }

  listIds(): string[] {
    return [...this.#entries.keys()];
  }

  get size(): number {
    return this.#entries.size;
  }
}

const isSamePlace = (a: QueueEntry, b: QueueEntry): boolean =>
  a.poolId === b.poolId && a.overflowPoolId === b.overflowPoolId && compareRank(a, b) === 0;

/** The index of the first entry that does not come before `entry`. */
const indexIn = (list: readonly QueueEntry[], entry: Ranked): number => {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const candidate = list[middle];
    if (candidate && compareRank(candidate, entry) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
};
