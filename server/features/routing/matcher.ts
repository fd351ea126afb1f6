import { limits } from '../../../shared/limits.js';
import type { Clock } from '../../lib/clock.js';
import type { Logger } from '../../lib/logger.js';
import { isOfSameKind } from '../operators/staff-directory.js';
import type { CitizenPresence } from '../presence/citizen-presence.js';
import type { SessionLog } from '../session-log/session-log.service.js';
import type { ChatSessionState } from '../session-log/state.js';
import type { OfferService } from './offer.service.js';
import { lookAgainAtMs, selectOperator } from './select-operator.js';
import type { WaitingQueue } from './waiting-queue.js';

export interface MatcherDeps {
  log: SessionLog;
  queue: WaitingQueue;
  offers: OfferService;
  citizens: CitizenPresence;
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
  /** Sessions that wait for who knows their case, and are looked at again when that is over. */
  readonly #planned = new Map<string, { cancel(): void }>();
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
    const { offers, queue, clock } = this.#deps;
    if (offers.listCandidates(poolId).length === 0) return;
    for (const { sessionId } of [...queue.listPool(poolId)]) {
      if (!queue.find(sessionId)) continue;
      const state = await this.#deps.log.getStateAtHand(sessionId);
      if (!this.#isOfferable(state)) continue;
      const free = offers.listCandidates(poolId);
      if (free.length === 0) return;
      const candidates = free.filter((candidate) => isOfSameKind(candidate, state));
      const candidate = selectOperator(state, candidates, clock.nowMs());
      if (!candidate) {
        this.#lookAgainFor(state, poolId);
        continue;
      }
      await offers.makeOffer({
        sessionId,
        candidate,
        purpose: 'queue',
        seatKind: 'normal',
        eligible: candidates.length,
        isStillWanted: (current) => current.status === 'queued',
      });
    }
  }

  #isOfferable(state: ChatSessionState): boolean {
    return (
      state.status === 'queued' &&
      !state.offers.some((offer) => offer.purpose === 'queue') &&
      this.#deps.citizens.offlineMs(state.citizenId) < limits.queue.offlineHoldMs
    );
  }

  /** Once a session is enough, however often its pool is looked at until then; the sweep would find it too. */
  #lookAgainFor(state: ChatSessionState, poolId: string): void {
    const { clock } = this.#deps;
    const { _id } = state;
    const atMs = lookAgainAtMs(state, clock.nowMs());
    if (atMs === null || this.#planned.has(_id)) return;
    const look = clock.schedule(atMs - clock.nowMs(), () => {
      this.#planned.delete(_id);
      this.kick([poolId]);
    });
    this.#planned.set(_id, look);
  }
}
