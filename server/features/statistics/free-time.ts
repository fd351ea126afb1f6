import type { Clock } from '../../lib/clock.js';
import type { Logger } from '../../lib/logger.js';
import type { StaffPerson } from '../operators/staff-directory.js';
import type { SessionChange } from '../session-log/session-change.js';
import type { FreeStretch, FreeTimeStore } from './free-time.store.js';

export interface FreeTimeDeps {
  store: FreeTimeStore;
  staff: { list(): readonly StaffPerson[]; find(operatorId: string): StaffPerson | null };
  /** Online with a free normal seat. */
  isFree: (operatorId: string) => boolean;
  clock: Clock;
  logger: Logger;
}

export const hourMs = 3_600_000;

/** Whom a queue offers chats to; a supervisor comes by force or by their own hand. */
export const takesChats = (person: StaffPerson | null): boolean =>
  person?.role === 'operator' || person?.role === 'senior';

/**
 * When each operator could have been offered a chat. Every process writes what it sees as stretches of time, and whoever
 * adds them up lays them over each other: so nothing counts twice, however many saw it, and a restart leaves a gap as
 * long as it took. An hour ends a stretch, so that a day is found by when its stretches begin.
 */
export class FreeTime {
  readonly #deps: FreeTimeDeps;
  /** Since when, ms. */
  readonly #free = new Map<string, number>();
  #unwritten: FreeStretch[] = [];

  constructor(deps: FreeTimeDeps) {
    this.#deps = deps;
  }

  /** Seats of these people may have been taken or freed. */
  learn({ before, after }: Pick<SessionChange, 'before' | 'after'>): void {
    for (const { offers, owner } of [before, after]) {
      for (const { operatorId } of [...offers, ...(owner ? [owner] : [])]) this.look(operatorId);
    }
  }

  look(operatorId: string): void {
    const nowMs = this.#deps.clock.nowMs();
    const sinceMs = this.#free.get(operatorId);
    const { isFree: isFreeNow, staff } = this.#deps;
    const isFree = isFreeNow(operatorId) && takesChats(staff.find(operatorId));
    if (isFree && sinceMs === undefined) this.#free.set(operatorId, nowMs);
    if (isFree || sinceMs === undefined) return;
    this.#free.delete(operatorId);
    this.#note(operatorId, sinceMs, nowMs);
  }

  /** Looks at everybody and writes what has come to be known; what cannot be written now is written the next time. */
  async save(): Promise<void> {
    const nowMs = this.#deps.clock.nowMs();
    for (const { operatorId } of this.#deps.staff.list()) this.look(operatorId);
    for (const [operatorId, sinceMs] of this.#free) {
      const fromMs = this.#note(operatorId, sinceMs, nowMs);
      this.#free.set(operatorId, fromMs);
    }
    const stretches = this.#unwritten;
    this.#unwritten = [];
    try {
      await this.#deps.store.put(stretches);
    } catch (error) {
      this.#unwritten = [...stretches, ...this.#unwritten];
      this.#deps.logger.warn({ event: 'free_time.save_failed', error });
    }
  }

  /** Answers when the last stretch of it began: the hour, or the beginning itself. */
  #note(operatorId: string, sinceMs: number, untilMs: number): number {
    let fromMs = sinceMs;
    for (;;) {
      const hourEndMs = (Math.floor(fromMs / hourMs) + 1) * hourMs;
      const endMs = Math.min(untilMs, hourEndMs);
      if (endMs > fromMs)
        this.#unwritten.push({ operatorId, from: new Date(fromMs), until: new Date(endMs) });
      if (endMs < hourEndMs) return fromMs;
      fromMs = endMs;
    }
  }
}

/** Time covered between two moments by any of the stretches, ms: what two processes saw at once counts once. */
export const computeCoveredMs = (
  stretches: readonly Pick<FreeStretch, 'from' | 'until'>[],
  fromMs: number,
  toMs: number,
): number => {
  let coveredMs = 0;
  let reachedMs = fromMs;
  for (const { from, until } of stretches.toSorted((a, b) => a.from.getTime() - b.from.getTime())) {
    const startMs = Math.max(reachedMs, from.getTime());
    const endMs = Math.min(toMs, until.getTime());
    if (endMs <= startMs) continue;
    coveredMs += endMs - startMs;
    reachedMs = endMs;
  }
  return coveredMs;
};
