import type { PresenceState } from '../../../shared/domain/states.js';
import { limits } from '../../../shared/limits.js';
import type { Clock } from '../../lib/clock.js';
import { breatheEvery } from '../../lib/breathe.js';
import { DomainError } from '../../lib/domain-error.js';
import type { SeniorSearch } from '../escalation/senior-search.js';
import type { SeatService } from '../seats/seat.service.js';
import { servingPools } from '../session-log/serving-pools.js';
import type { SessionChange } from '../session-log/session-change.js';
import type { ChatSessionState } from '../session-log/state.js';
import type { TransferService } from '../transfers/transfer.service.js';
import { Departures, type DepartureDeps } from './departures.js';
import type { Matcher } from './matcher.js';
import { computeNextStep } from './next-step.js';
import type { OfferService } from './offer.service.js';
import type { OverflowService } from './overflow.service.js';
import type { PlacementService } from './placement.service.js';
import { offersInUse } from './session-effects.js';
import type { WaitingQueue } from './waiting-queue.js';
import { kindOf } from './wish.js';

export interface RoutingDeps extends DepartureDeps {
  queue: WaitingQueue;
  matcher: Matcher;
  offers: Pick<OfferService, 'withdraw' | 'onFreedInVain'>;
  placement: PlacementService;
  overflow: OverflowService;
  transfers: TransferService;
  seniors: SeniorSearch;
  seats: SeatService;
  /** Reads what the citizen wrote and appends what it is about. */
  classify: (state: ChatSessionState) => Promise<void>;
  /** What the session's last events cause is on its way, here or in another process. */
  isInFlight: (state: ChatSessionState) => boolean;
  /** Keeps what the sweep found, for the supervisor to see. */
  noteHealed: (state: Pick<ChatSessionState, '_id' | 'poolId'>) => Promise<void>;
  clock: Clock;
}

/** Escalations by their end, transfers after them. */
const compareSearch = (a: ChatSessionState, b: ChatSessionState): number => {
  const [endA, endB] = [a, b].map(({ escalation }) => escalation?.deadlineAt.getTime() ?? Infinity);
  return endA === endB ? 0 : (endA ?? 0) - (endB ?? 0);
};

/** Moves every session on as far as the system itself can, after each event and in a sweep that only heals. */
export class RoutingService {
  readonly #deps: RoutingDeps;
  readonly #departures: Departures;
  /** Sessions with an open escalation or transfer: they wait for people, not for their own events. */
  readonly #searching = new Set<string>();
  /** What changes of presence and seats freed in vain have caused and is on its way. */
  readonly #reacting = new Set<Promise<void>>();
  /** What the sweep found undone; 0 unless a listener or a node failed. */
  healed = 0;

  constructor(deps: RoutingDeps) {
    this.#deps = deps;
    this.#departures = new Departures(deps);
    deps.presence.onChanged(({ operatorId, state }) => {
      this.#follow(operatorId, this.#presenceChanged(operatorId, state));
    });
    deps.offers.onFreedInVain((operatorId, sessionId) => {
      this.#follow(operatorId, this.capacityFreed(operatorId, sessionId));
    });
    deps.presence.onVanished((operatorId) => this.#departures.releaseVanished(operatorId));
  }

  /** The listener behind every session event. */
  async listen({ before, after, event }: SessionChange): Promise<void> {
    if (event.kind === 'session.queued') await this.#deps.overflow.plan(after);
    await this.#advance(after);
    const kept = offersInUse(after);
    const freedFor = new Set<string>();
    for (const offer of before.offers) {
      if (!kept.has(offer.offerId)) freedFor.add(offer.operatorId);
    }
    if (before.owner && !kept.has(before.owner.offerId)) freedFor.add(before.owner.operatorId);
    for (const operatorId of freedFor) await this.capacityFreed(operatorId);
  }

  /**
   * An operator can take more than a moment ago: their pools' queues, open escalations and transfers look again, but not
   * the one of the session that has just been refused the seat.
   */
  async capacityFreed(operatorId: string, exceptSessionId?: string): Promise<void> {
    const person = this.#deps.staff.find(operatorId);
    if (!person) return;
    // Only a senior's free seat brings a call further: the search looks through all of them.
    await this.#searchAll(person.role === 'senior', exceptSessionId);
    this.#deps.matcher.kick(person.poolIds);
  }

  /** A pool has opened or closed: its waiting chats and those that may overflow to it look again. */
  async hoursChanged(poolId: string): Promise<void> {
    const { log, matcher, overflow, queue } = this.#deps;
    matcher.kick([poolId]);
    const waiting = overflow.listAffected(poolId).flatMap((id) => [...queue.listPool(id)]);
    for (const { sessionId } of waiting)
      await overflow.advance(await log.getStateAtHand(sessionId));
  }

  /** A pool overflows by another rule: the moments at which its waiting chats do are others. */
  async overflowChanged(poolId: string): Promise<void> {
    const { log, overflow, queue } = this.#deps;
    for (const { sessionId } of [...queue.listPool(poolId)]) {
      const state = await log.getStateAtHand(sessionId);
      await overflow.plan(state);
      await overflow.advance(state);
    }
  }

  /** Pools or people are not what they were: who was closed is let go, and whoever waits is looked at again. */
  async settingsChanged(): Promise<void> {
    await this.#departures.letGoOfClosed();
    await this.#searchAll(true);
    this.#kickEverything();
  }

  get isIdle(): boolean {
    return this.#reacting.size === 0;
  }

  async idle(): Promise<void> {
    while (this.#reacting.size > 0) await Promise.all(this.#reacting);
  }

  /** Reads the open sessions into memory and goes on where the last process stopped. */
  async start(): Promise<void> {
    for (const state of await this.#deps.log.listOpenSessions()) {
      this.remember(state);
      await this.#advance(state);
    }
    await this.#freeOrphanedSeats();
  }

  /** Finds what events missed, and counts it. */
  async sweep(): Promise<void> {
    const open = await this.#deps.log.listOpenSessions();
    const breathe = breatheEvery(25);
    for (const { _id } of open) {
      await breathe();
      // Read anew: while the ones before it were looked at, this one may have moved on.
      const state = await this.#deps.log.getStateAtHand(_id);
      if (this.#deps.isInFlight(state)) continue;
      const isWaiting = state.status === 'queued';
      const isKnown = this.#deps.queue.find(state._id) !== null;
      if (computeNextStep(state) !== null || isWaiting !== isKnown) await this.#countHealed(state);
      this.remember(state);
      await this.#advance(state);
      await this.#sweepVanished(state);
    }
    await this.#forgetGone(new Set(open.map(({ _id }) => _id)));
    await this.#departures.letGoOfClosed();
    await this.#freeOrphanedSeats();
    this.#kickEverything();
  }

  /** Who waits here by what this process heard, and is not open any more: another process closed it in silence. */
  async #forgetGone(open: ReadonlySet<string>): Promise<void> {
    for (const sessionId of this.#deps.queue.listIds()) {
      if (open.has(sessionId)) continue;
      const state = await this.#deps.log.getStateAtHand(sessionId);
      if (state.status === 'queued' || this.#deps.isInFlight(state)) continue;
      await this.#countHealed(state);
      this.remember(state);
    }
  }

  #kickEverything(): void {
    this.#deps.matcher.kick(new Set(this.#deps.staff.list().flatMap((person) => person.poolIds)));
  }

  async #searchAll(isForCalls: boolean, exceptSessionId?: string): Promise<void> {
    const searching = await Promise.all(
      [...this.#searching]
        .filter((sessionId) => sessionId !== exceptSessionId)
        .map((sessionId) => this.#deps.log.getStateAtHand(sessionId)),
    );
    // The promise that ends first is kept first.
    for (const state of searching.sort(compareSearch)) {
      await this.#search(state, isForCalls);
    }
  }

  async #advance(state: ChatSessionState): Promise<void> {
    switch (computeNextStep(state)) {
      case 'classify':
        return this.#deps.classify(state);
      case 'queue':
        return this.#deps.placement.queueClassified(state._id);
      case 'return':
        return this.#deps.placement.queueReturned(state._id);
      default:
        await this.#search(state);
        if (state.status !== 'queued') return;
        // Before the next look: who has let it pass would be asked again ahead of those who may be asked as well now.
        await this.#deps.overflow.advance(state);
        this.#deps.matcher.kick(servingPools(state));
    }
  }

  async #search(state: ChatSessionState, isForCalls = true): Promise<void> {
    if (state.escalation && isForCalls) await this.#deps.seniors.advance(state);
    if (state.transfer) await this.#deps.transfers.advance(state);
  }

  /** Keeps the queue in memory and the list of searches true to the session. */
  remember(state: ChatSessionState): void {
    const { _id: sessionId, poolId, overflowPoolId, queuedAt, rankAt, isFront } = state;
    if (state.status === 'queued' && poolId !== undefined && queuedAt && rankAt !== undefined) {
      const priority = state.escalation ? 'urgent' : state.priority;
      const kind = kindOf(state);
      this.#deps.queue.put({
        ...{ sessionId, poolId, queuedAt, rankAt, isFront, priority },
        ...(overflowPoolId === undefined ? {} : { overflowPoolId }),
        ...(state.later ? { isLater: true } : {}),
        ...(kind === undefined ? {} : { kind }),
      });
    } else {
      this.#deps.queue.remove(sessionId);
    }
    if (state.escalation || state.transfer) this.#searching.add(sessionId);
    else this.#searching.delete(sessionId);
  }

  /** What begins outside a session's own events; where it fails the sweep looks again. */
  #follow(operatorId: string, work: Promise<void>): void {
    const reacting = work
      .catch((error: unknown) => {
        this.#deps.logger.warn({ event: 'presence.failed', operatorId, error });
      })
      .finally(() => {
        this.#reacting.delete(reacting);
      });
    this.#reacting.add(reacting);
  }

  /** Who comes may be asked; what is proposed to who leaves goes to the next at once. */
  async #presenceChanged(operatorId: string, state: PresenceState): Promise<void> {
    if (state === 'online' || state === 'busy') await this.capacityFreed(operatorId);
    if (state === 'away' || state === 'offline') await this.#departures.passOn(operatorId);
  }

  /** An owner who went while nobody could act on it: a sweep later than the presence itself, which comes first. */
  async #sweepVanished({ _id, owner, poolId }: ChatSessionState): Promise<void> {
    if (!owner || !this.#deps.presence.hasVanished(owner.operatorId, limits.queue.sweepMs)) return;
    if (!(await this.#departures.takeFrom(_id, owner.operatorId))) return;
    await this.#countHealed({ _id, ...(poolId === undefined ? {} : { poolId }) });
  }

  async #freeOrphanedSeats(): Promise<void> {
    for (const { offerId, sessionId } of await this.#deps.seats.listTaken()) {
      const ageMs = this.#deps.clock.nowMs() - Number.parseInt(offerId.slice(0, 8), 16) * 1_000;
      // A seat is claimed just before its offer is stored: a young one may still be on its way.
      if (ageMs < 30_000 || (await this.#isSeatUsed(offerId, sessionId))) continue;
      await this.#countHealed({ _id: sessionId });
      await this.#deps.seats.release(offerId);
    }
  }

  async #isSeatUsed(offerId: string, sessionId: string): Promise<boolean> {
    try {
      const state = await this.#deps.log.getState(sessionId);
      return offersInUse(state).has(offerId) || this.#deps.isInFlight(state);
    } catch (error) {
      if (error instanceof DomainError && error.code === 'not_found') return false;
      throw error;
    }
  }

  async #countHealed(state: Pick<ChatSessionState, '_id' | 'poolId'>): Promise<void> {
    this.healed += 1;
    this.#deps.logger.warn({ event: 'sweep.healed', sessionId: state._id });
    await this.#deps.noteHealed(state);
  }
}
