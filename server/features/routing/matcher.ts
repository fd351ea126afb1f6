import {
  decideOffer,
  type OfferFacts,
  type Standing,
} from '../../../shared/routing/decide-offer.js';
import { limits } from '../../../shared/limits.js';
import type { Clock } from '../../lib/clock.js';
import type { Logger } from '../../lib/logger.js';
import {
  isOfSameKind,
  type StaffDirectory,
  type StaffPerson,
} from '../operators/staff-directory.js';
import type { PoolHours } from '../pools/pool-hours.js';
import type { PoolService } from '../pools/pool.service.js';
import type { CitizenPresence } from '../presence/citizen-presence.js';
import type { SessionLog } from '../session-log/session-log.service.js';
import { needsNoCitizen } from '../session-log/needs-no-citizen.js';
import { servingPools } from '../session-log/serving-pools.js';
import type { ChatSessionState } from '../session-log/state.js';
import type { OfferService } from './offer.service.js';
import type { WaitingQueue } from './waiting-queue.js';
import { kindOf, wishOf } from './wish.js';

export interface MatcherDeps {
  log: SessionLog;
  queue: WaitingQueue;
  offers: OfferService;
  citizens: CitizenPresence;
  pools: PoolService;
  hours: PoolHours;
  staff: StaffDirectory;
  clock: Clock;
  logger: Logger;
}

/**
 * Brings waiting sessions and free operators together. It is kicked by events (a session arrives, a seat falls
 * free, somebody comes online) and looks at one pool at a time; a kick during a look means another look.
 */
export class Matcher {
  readonly #deps: MatcherDeps;
  readonly #dirty = new Set<string>();
  /** Sessions that wait for a moment: for who knows their case, a rest, a skill that is asked no more. */
  readonly #planned = new Map<string, { atMs: number; cancel(): void }>();
  /** How everybody of a pool stands, as of one millisecond and until the next offer is made. */
  readonly #standings = new Map<string, { person: StaffPerson; standing: Standing }[]>();
  #standingsAtMs = 0;
  #running: Promise<void> | null = null;

  constructor(deps: MatcherDeps) {
    this.#deps = deps;
  }

  kick(poolIds: Iterable<string>): void {
    for (const poolId of poolIds) this.#dirty.add(poolId);
    if (this.#dirty.size === 0 || this.#running) return;
    this.#running = this.#run().finally(() => {
      this.#running = null;
      this.kick([]);
    });
  }

  /** Nothing is looked at any more: the database is about to go. */
  close(): void {
    for (const look of this.#planned.values()) look.cancel();
  }

  get isIdle(): boolean {
    return this.#running === null;
  }

  async idle(): Promise<void> {
    while (this.#running) await this.#running;
  }

  async #run(): Promise<void> {
    for (let poolId = this.#takeDirty(); poolId !== null; poolId = this.#takeDirty()) {
      try {
        await this.#matchPool(poolId);
      } catch (error) {
        this.#deps.logger.error({ event: 'matching.failed', reason: poolId, error });
      }
    }
  }

  #takeDirty(): string | null {
    const [poolId] = this.#dirty;
    if (poolId === undefined) return null;
    this.#dirty.delete(poolId);
    return poolId;
  }

  async #matchPool(poolId: string): Promise<void> {
    const { offers, queue } = this.#deps;
    if (!this.#hasFree(poolId)) return;
    this.#standings.clear();
    // What nobody can take is looked at once, not once for each who waits for the same: the queue itself knows the kinds.
    const hopeless = new Set<string>();
    // Step by step, not over a copy: the first of ten thousand costs no more than the first of ten.
    let entry = queue.findNext(poolId, null);
    for (; entry; entry = queue.findNext(poolId, entry)) {
      const { kind, sessionId } = entry;
      if (kind !== undefined && hopeless.has(kind)) continue;
      const state = await this.#deps.log.getStateAtHand(sessionId);
      if (!this.#isOfferable(state)) continue;
      // It stands elsewhere by now and the queue has not heard of it yet: the event that moved it kicks again.
      if (state.rankAt !== entry.rankAt || state.poolId !== entry.poolId) continue;
      if (!this.#hasFree(poolId)) return;
      const facts = this.#factsOf(state);
      const decision = decideOffer(facts);
      const candidate = facts.people.find(({ operatorId }) => operatorId === decision.chosen);
      if (!candidate) {
        const isHopeless = decision.lookAgainAtMs === null && kind === kindOf(state);
        if (isHopeless && kind !== undefined) hopeless.add(kind);
        this.#lookAgainFor(sessionId, decision.lookAgainAtMs);
        continue;
      }
      await offers.makeOffer({
        ...{ sessionId, candidate, facts, decision, seatKind: 'normal' },
        isStillWanted: (current) => current.status === 'queued',
      });
      this.#standings.clear();
    }
  }

  /** Many who wait are looked at in the same instant: their people stand as they stood for the one before. */
  #standingsOf(poolId: string): { person: StaffPerson; standing: Standing }[] {
    const { clock, offers, staff } = this.#deps;
    const nowMs = clock.nowMs();
    if (nowMs !== this.#standingsAtMs) this.#standings.clear();
    this.#standingsAtMs = nowMs;
    const known = this.#standings.get(poolId);
    if (known) return known;
    const standings = staff
      .listOfPool(poolId)
      .map((person) => ({ person, standing: offers.standingOf(person) }));
    this.#standings.set(poolId, standings);
    return standings;
  }

  #hasFree(poolId: string): boolean {
    const { hours, offers, staff } = this.#deps;
    if (!hours.isOpen(poolId)) return false;
    return staff.listOfPool(poolId).some(({ operatorId }) => offers.isFree(operatorId));
  }

  #factsOf(state: ChatSessionState): OfferFacts {
    const { clock, pools, queue } = this.#deps;
    return {
      purpose: 'queue',
      nowMs: clock.nowMs(),
      wish: wishOf(state),
      rank: {
        rankAtMs: state.rankAt ?? state.openedAt.getTime(),
        isFront: state.isFront,
        position: queue.positionOf(state._id) ?? 1,
      },
      rules: pools.skillRulesOf(state.poolId ?? ''),
      people: this.#standingFor(state),
    };
  }

  /** The people of its own pool, and after them those of the pool it overflows to. */
  #standingFor(state: ChatSessionState): Standing[] {
    const { hours } = this.#deps;
    const found = new Map<string, Standing>();
    for (const poolId of servingPools(state)) {
      const isOpen = hours.isOpen(poolId);
      const circumstance = {
        ...(poolId === state.poolId ? {} : { isGuest: true }),
        ...(isOpen ? {} : { isOffHours: true }),
      };
      for (const { person, standing } of this.#standingsOf(poolId)) {
        if (!isOfSameKind(person, state)) continue;
        const known = found.get(person.operatorId);
        if (known && (known.isOffHours !== true || !isOpen)) continue;
        const isAsEver = isOpen && poolId === state.poolId;
        found.set(person.operatorId, isAsEver ? standing : { ...standing, ...circumstance });
      }
    }
    return [...found.values()];
  }

  #isOfferable(state: ChatSessionState): boolean {
    return (
      state.status === 'queued' &&
      !state.offers.some((offer) => offer.purpose === 'queue') &&
      (needsNoCitizen(state) ||
        this.#deps.citizens.offlineMs(state.citizenId) < limits.queue.offlineHoldMs)
    );
  }

  /** Once a session is enough, at the soonest moment it waits for; the sweep would find it too. */
  #lookAgainFor(sessionId: string, atMs: number | null): void {
    const { clock, queue } = this.#deps;
    const planned = this.#planned.get(sessionId);
    if (atMs === null || (planned && planned.atMs <= atMs)) return;
    planned?.cancel();
    const look = clock.schedule(atMs - clock.nowMs(), () => {
      this.#planned.delete(sessionId);
      const entry = queue.find(sessionId);
      if (entry) this.kick(servingPools(entry));
    });
    this.#planned.set(sessionId, { atMs, cancel: () => look.cancel() });
  }
}
