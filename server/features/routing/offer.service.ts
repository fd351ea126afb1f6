import type { PlainOf } from '../../../shared/domain/session-events.js';
import type { DeclineReason } from '../../../shared/domain/states.js';
import type { Decision, Standing } from '../../../shared/routing/decide-offer.js';
import { recordDecision } from '../../../shared/routing/decision-record.js';
import type { DecisionFacts, DecisionRecord } from '../../../shared/routing/decision-record.js';
import { limits } from '../../../shared/limits.js';
import type { Clock } from '../../lib/clock.js';
import { DomainError } from '../../lib/domain-error.js';
import { newId } from '../../lib/ids.js';
import type { StaffActor } from '../auth/actor.js';
import { canRead } from '../chat-sessions/session.policy.js';
import type { Deadlines } from '../deadlines/deadline.service.js';
import type { StaffDirectory, StaffPerson } from '../operators/staff-directory.js';
import type { PresenceService } from '../presence/presence.service.js';
import type { SeatService } from '../seats/seat.service.js';
import type { SessionLog } from '../session-log/session-log.service.js';
import type { ChatSessionState, OpenOffer } from '../session-log/state.js';
import { Taking } from './taking.js';
import { tierOf } from './tier-of.js';

export interface OfferDeps {
  log: SessionLog;
  seats: SeatService;
  deadlines: Deadlines;
  presence: PresenceService;
  staff: StaffDirectory;
  /** Stores why an offer goes to whom it goes. */
  keepDecision: (
    decision: DecisionRecord & { offerId: string; sessionId: string; at: Date },
  ) => Promise<void>;
  clock: Clock;
}

export interface MakeOffer {
  sessionId: string;
  candidate: Pick<Standing, 'operatorId' | 'name' | 'load' | 'idleSinceMs'>;
  seatKind: 'normal' | 'reserve';
  /** What the choice was made of: kept, so that it can be made again. */
  facts: DecisionFacts;
  decision: Decision;
  /** Looked at again under the session's own order: the session may have moved on. */
  isStillWanted: (state: ChatSessionState) => boolean;
}

const howOf = {
  queue: 'offer',
  transfer: 'transfer',
  escalation: 'escalation',
} as const satisfies Record<OpenOffer['purpose'], PlainOf<'operator.joined'>['how']>;

/** Proposals of one session to one operator: made, accepted, declined, run out. */
export class OfferService {
  readonly #deps: OfferDeps;
  readonly #freed: ((operatorId: string, sessionId: string) => void)[] = [];
  readonly #taking: Taking;

  constructor(deps: OfferDeps) {
    this.#deps = deps;
    this.#taking = new Taking({
      ...{ log: deps.log, seats: deps.seats, clock: deps.clock },
      acceptOffer: (actor, offer) => this.acceptOffer(actor, offer),
      freeInVain: (offerId, operatorId, sessionId) =>
        this.#freeInVain(offerId, operatorId, sessionId),
    });
    deps.deadlines.handle('offer', async ({ _id, sessionId }) => {
      await this.#expire(sessionId, _id.slice('offer:'.length));
    });
  }

  /**
   * A seat was claimed for a session that no longer wanted it. While it was held its operator looked full to others who
   * wait, and no event will tell them.
   */
  onFreedInVain(listen: (operatorId: string, sessionId: string) => void): void {
    this.#freed.push(listen);
  }

  /** Claims a seat, stores the offer's end, then the offer. False where any of it came too late. */
  async makeOffer(request: MakeOffer): Promise<boolean> {
    const { sessionId, candidate, seatKind, facts, decision } = request;
    const { operatorId } = candidate;
    const { purpose } = facts;
    const { clock, deadlines, keepDecision, log, seats } = this.#deps;
    const offerId = newId(clock.nowMs());
    const shownMs = purpose === 'escalation' ? limits.offer.seniorMs : limits.offer.operatorMs;
    const expiresAt = new Date(clock.nowMs() + shownMs);
    const endsAt = new Date(expiresAt.getTime() + limits.offer.graceMs);
    // Both stand before the offer; the end of one that is never made finds nothing to do.
    const [hasSeat] = await Promise.all([
      seats.claim(operatorId, seatKind, offerId, sessionId),
      deadlines.set('offer', offerId, sessionId, endsAt),
      // One of an offer that is never made is shown to nobody.
      keepDecision({
        ...{ offerId, sessionId, at: clock.now() },
        ...recordDecision(facts, decision, operatorId),
      }),
    ]);
    if (!hasSeat) {
      await deadlines.clear('offer', offerId);
      return false;
    }
    try {
      const { event } = await log.append({
        sessionId,
        authorId: 'system',
        causeId: `offer:${offerId}`,
        decide: (state) => {
          const isOpen = state.offers.some((offer) => offer.purpose === purpose);
          if (isOpen || !request.isStillWanted(state)) return null;
          return {
            kind: 'offer.made',
            audience: 'staff',
            plain: {
              offerId,
              purpose,
              operatorId,
              operatorName: candidate.name,
              seatKind,
              expiresAt,
              eligible: countEligible(decision),
              load: candidate.load,
              idleSince: new Date(candidate.idleSinceMs),
            },
          };
        },
      });
      if (event) return true;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      // Perhaps it is stored after all: then seat and deadline are needed; else the sweep and the deadline end them.
      if (error.code === 'retry') return false;
    }
    await Promise.all([
      this.#freeInVain(offerId, operatorId, sessionId),
      deadlines.clear('offer', offerId),
    ]);
    return false;
  }

  /**
   * Takes an offer. The first stored event wins: everybody else gets `offer_gone` or `already_taken` with the name
   * of who has it. Counts until one second after the time shown.
   */
  async acceptOffer(
    actor: StaffActor,
    request: { sessionId: string; offerId: string },
  ): Promise<ChatSessionState> {
    const { sessionId, offerId } = request;
    const { operatorId, name } = actor;
    const { state } = await this.#deps.log.append({
      sessionId,
      authorId: operatorId,
      causeId: `accept:${offerId}`,
      decide: (current) => {
        const offer = this.#ownOffer(actor, current, offerId);
        const lastMs = offer.expiresAt.getTime() + limits.offer.graceMs;
        if (this.#deps.clock.nowMs() > lastMs) {
          throw new DomainError('offer_gone', 'The offer has run out.');
        }
        const tier = offer.purpose === 'escalation' ? 'senior' : tierOf(actor);
        return {
          kind: 'operator.joined',
          audience: 'all',
          plain: { operatorId, operatorName: name, tier, offerId, how: howOf[offer.purpose] },
        };
      },
    });
    await this.#deps.presence.clearMissedOffers(operatorId);
    return state;
  }

  /** Lets an offer pass, with a reason; the next operator gets it at once. */
  async declineOffer(
    actor: StaffActor,
    request: { sessionId: string; offerId: string; reason: DeclineReason },
  ): Promise<void> {
    const { sessionId, offerId, reason } = request;
    const { operatorId } = actor;
    await this.#deps.log.append({
      sessionId,
      authorId: operatorId,
      causeId: `decline:${offerId}`,
      decide: (state) => {
        this.#ownOffer(actor, state, offerId);
        return {
          kind: 'offer.ended',
          audience: 'staff',
          plain: { offerId, operatorId, outcome: 'declined', reason },
        };
      },
    });
    await this.#deps.presence.clearMissedOffers(operatorId);
  }

  /** Takes the offers of a session back from who has left: the next one gets them at once. */
  async withdraw(sessionId: string, operatorId: string): Promise<void> {
    const { offers } = await this.#deps.log.getState(sessionId);
    for (const { offerId } of offers.filter((offer) => offer.operatorId === operatorId)) {
      await this.#deps.log.append({
        sessionId,
        authorId: 'system',
        causeId: `withdraw:${offerId}`,
        decide: (state) =>
          state.offers.some((offer) => offer.offerId === offerId)
            ? {
                kind: 'offer.ended',
                audience: 'staff',
                plain: { offerId, operatorId, outcome: 'withdrawn' },
              }
            : null,
      });
    }
  }

  /**
   * Takes a waiting session out of the queue without an offer, or by the offer of it that is open to the same person.
   * Fails with `already_taken` and by whom, `no_free_seat`, `not_found` outside one's pools. Taken by oneself: the
   * same answer again.
   */
  takeFromQueue(actor: StaffActor, sessionId: string): Promise<ChatSessionState> {
    return this.#taking.take(actor, sessionId);
  }

  /** Present and ready for chats, whatever seats are free. */
  isOnLine(operatorId: string): boolean {
    return this.#deps.presence.isAvailable(operatorId);
  }

  isFree(operatorId: string): boolean {
    return (
      this.#deps.presence.isAvailable(operatorId) && this.#deps.seats.hasFree(operatorId, 'normal')
    );
  }

  standingOf({ operatorId, name, role, requestTypes, languages }: StaffPerson): Standing {
    const { presence, seats } = this.#deps;
    // In one piece: a matching asks it of hundreds of people at a time.
    const standing: Standing = {
      operatorId,
      name,
      isSenior: role === 'senior',
      presence: presence.stateOf(operatorId),
      hasFreeSeat: seats.hasFree(operatorId, 'normal'),
      load: seats.loadOf(operatorId),
      idleSinceMs: presence.idleSince(operatorId),
    };
    if (requestTypes !== undefined) standing.requestTypes = requestTypes;
    if (languages !== undefined) standing.languages = languages;
    return standing;
  }

  async #freeInVain(offerId: string, operatorId: string, sessionId: string): Promise<void> {
    await this.#deps.seats.release(offerId);
    for (const listen of this.#freed) listen(operatorId, sessionId);
  }

  #ownOffer(actor: StaffActor, state: ChatSessionState, offerId: string): OpenOffer {
    const offer = state.offers.find((candidate) => candidate.offerId === offerId);
    if (offer && offer.operatorId === actor.operatorId) return offer;
    const { owner } = state;
    // A senior is offered escalations of pools whose sessions are out of sight when another was faster.
    const mayKnow = actor.role === 'senior' || canRead(actor, state);
    throw new DomainError('offer_gone', 'The offer is no longer open.', {
      ...(owner && owner.operatorId !== actor.operatorId && mayKnow ? { byName: owner.name } : {}),
    });
  }

  async #expire(sessionId: string, offerId: string): Promise<void> {
    const { event } = await this.#deps.log.append({
      sessionId,
      authorId: 'system',
      causeId: `expire:${offerId}`,
      decide: (state) => {
        const offer = state.offers.find((candidate) => candidate.offerId === offerId);
        if (!offer) return null;
        const { operatorId } = offer;
        return {
          kind: 'offer.ended',
          audience: 'staff',
          plain: { offerId, operatorId, outcome: 'expired' },
        };
      },
    });
    if (event?.kind === 'offer.ended') {
      await this.#deps.presence.countMissedOffer(event.plain.operatorId);
    }
  }
}

/** How many could have had it. */
const countEligible = ({ verdicts }: Decision): number =>
  verdicts.filter(({ verdict }) => verdict === 'chosen' || verdict === 'behind').length;
