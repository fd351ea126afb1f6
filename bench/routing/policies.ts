import type { StaffPerson } from '../../server/features/operators/staff-directory.js';
import { Matcher, type MatcherDeps } from '../../server/features/routing/matcher.js';
import { WaitingQueue, type QueueEntry } from '../../server/features/routing/waiting-queue.js';
import { wishOf } from '../../server/features/routing/wish.js';
import { findMissingSkill, nextRelaxMs } from '../../shared/routing/skills.js';
import type { OfferFacts, Standing } from '../../shared/routing/decide-offer.js';
import { limits } from '../../shared/limits.js';
import { dayMs } from './plan.js';

/** Who gets which chat: the product's rules, or others to hold them against. */
export interface Policy {
  name: string;
  /** The product's own: its promises are checked. */
  isOurs: boolean;
  createQueue(): WaitingQueue;
  createMatcher(deps: MatcherDeps): Pick<Matcher, 'kick' | 'isIdle' | 'idle'>;
}

class ReorderedQueue extends WaitingQueue {
  readonly #rankOf: (entry: QueueEntry) => number;

  constructor(rankOf: (entry: QueueEntry) => number) {
    super();
    this.#rankOf = rankOf;
  }

  override put(entry: QueueEntry): void {
    super.put({ ...entry, isFront: false, rankAt: this.#rankOf(entry) });
  }
}

/** The simple way: each waiting chat in order to the first one that a single comparison names. */
class PlainMatcher {
  readonly #deps: MatcherDeps;
  readonly #compare: (a: Standing, b: Standing) => number;
  readonly #dirty = new Set<string>();
  #running: Promise<void> | null = null;

  constructor(deps: MatcherDeps, compare: (a: Standing, b: Standing) => number) {
    this.#deps = deps;
    this.#compare = compare;
  }

  get isIdle(): boolean {
    return this.#running === null;
  }

  async idle(): Promise<void> {
    while (this.#running) await this.#running;
  }

  kick(poolIds: Iterable<string>): void {
    for (const poolId of poolIds) this.#dirty.add(poolId);
    if (this.#dirty.size === 0 || this.#running) return;
    this.#running = this.#run().finally(() => {
      this.#running = null;
      this.kick([]);
    });
  }

  async #run(): Promise<void> {
    for (const poolId of this.#dirty) {
      this.#dirty.delete(poolId);
      await this.#match(poolId);
    }
  }

  async #match(poolId: string): Promise<void> {
    const { citizens, clock, log, offers, pools, queue, staff } = this.#deps;
    const isAnyFree = () =>
      staff.listOfPool(poolId).some(({ operatorId }) => offers.isFree(operatorId));
    // Nobody is there for one, so nobody is for the next one of the kind.
    const hopeless = new Set<string>();
    for (let entry = queue.findNext(poolId, null); entry; entry = queue.findNext(poolId, entry)) {
      if (!isAnyFree()) return;
      const state = await log.getStateAtHand(entry.sessionId);
      const isOpen =
        state.status === 'queued' && !state.offers.some(({ purpose }) => purpose === 'queue');
      if (!isOpen || citizens.offlineMs(state.citizenId) >= limits.queue.offlineHoldMs) continue;
      const kind = `${state.classification?.requestType ?? ''} ${state.locale}`;
      if (hopeless.has(kind)) continue;
      const [nowMs, wish, rules] = [clock.nowMs(), wishOf(state), pools.skillRulesOf(poolId)];
      const people = staff
        .listOfPool(poolId)
        .filter(({ operatorId }) => offers.isFree(operatorId))
        .map((person: StaffPerson) => offers.standingOf(person))
        .filter((one) => findMissingSkill(rules, one, wish, nowMs - wish.queuedAtMs) === null)
        .sort(this.#compare);
      const [candidate] = people;
      if (!candidate) {
        const relaxMs = nextRelaxMs(rules, nowMs - wish.queuedAtMs);
        if (relaxMs === null) hopeless.add(kind);
        if (relaxMs !== null)
          clock.schedule(wish.queuedAtMs + relaxMs - nowMs, () => this.kick([poolId]));
        continue;
      }
      const facts: OfferFacts = { purpose: 'queue', nowMs, wish, rules, people };
      const decision = { chosen: candidate.operatorId, verdicts: [], lookAgainAtMs: null };
      await offers.makeOffer({
        ...{ sessionId: state._id, candidate, facts, decision, seatKind: 'normal' },
        isStillWanted: (current) => current.status === 'queued',
      });
    }
  }
}

const byId = (a: Standing, b: Standing): number => (a.operatorId < b.operatorId ? -1 : 1);
const classes = { normal: 0, raised: 1, urgent: 2 };

export const ours: Policy = {
  name: 'ours',
  isOurs: true,
  createQueue: () => new WaitingQueue(),
  createMatcher: (deps) => new Matcher(deps),
};

/** Chats as they came, each to the first on the list who is free. */
export const firstFree: Policy = {
  name: 'first free, in arrival order',
  isOurs: false,
  createQueue: () => new ReorderedQueue(({ queuedAt }) => queuedAt.getTime()),
  createMatcher: (deps) => new PlainMatcher(deps, byId),
};

/** Urgent before raised before normal, however long anybody has waited; each to whoever has had no chat for longest. */
export const longestIdle: Policy = {
  name: 'longest idle, no ageing',
  isOurs: false,
  createQueue: () =>
    new ReorderedQueue(
      ({ priority, queuedAt }) => queuedAt.getTime() - classes[priority] * 365 * dayMs,
    ),
  createMatcher: (deps) =>
    new PlainMatcher(deps, (a, b) => a.idleSinceMs - b.idleSinceMs || byId(a, b)),
};
