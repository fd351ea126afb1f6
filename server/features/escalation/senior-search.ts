import { decideSenior, type SeniorFacts } from '../../../shared/routing/decide-senior.js';
import { limits } from '../../../shared/limits.js';
import type { Clock } from '../../lib/clock.js';
import { newId } from '../../lib/ids.js';
import type { CallbackService } from '../callbacks/callback.service.js';
import type { Deadlines } from '../deadlines/deadline.service.js';
import {
  isOfSameKind,
  type StaffDirectory,
  type StaffPerson,
} from '../operators/staff-directory.js';
import type { PresenceService } from '../presence/presence.service.js';
import type { OfferService } from '../routing/offer.service.js';
import type { SeatService } from '../seats/seat.service.js';
import type { EventDraft } from '../session-log/draft.js';
import type { SessionLog } from '../session-log/session-log.service.js';
import type { ChatSessionState, OpenEscalation } from '../session-log/state.js';
import type { EscalationService } from './escalation.service.js';

export interface SeniorSearchDeps {
  log: SessionLog;
  deadlines: Deadlines;
  escalations: EscalationService;
  callbacks: CallbackService;
  offers: OfferService;
  seats: SeatService;
  presence: PresenceService;
  staff: StaffDirectory;
  clock: Clock;
}

/** Finds a senior specialist for each open escalation, one offer at a time, wider with every step of the window. */
export class SeniorSearch {
  readonly #deps: SeniorSearchDeps;

  constructor(deps: SeniorSearchDeps) {
    this.#deps = deps;
    deps.deadlines.handle('escalation', async ({ _id, sessionId }) => {
      const [, escalationId = ''] = _id.split(':');
      await deps.escalations.writeDueSteps(sessionId, escalationId);
    });
  }

  /** Brings an open escalation as far as it can go now: an offer, or at the breach an assignment or a callback. */
  async advance(state: ChatSessionState): Promise<void> {
    const { escalation } = state;
    if (!escalation) return;
    if (escalation.step === 'breach') {
      await this.#settleBreach(state, escalation);
      return;
    }
    if (state.offers.some((offer) => offer.purpose === 'escalation')) return;
    const facts = this.#factsOf(state, escalation);
    const decision = decideSenior(facts);
    const candidate = facts.people.find(({ operatorId }) => operatorId === decision.chosen);
    if (!candidate) return;
    await this.#deps.offers.makeOffer({
      ...{ sessionId: state._id, candidate, facts, decision, seatKind: decision.seatKind },
      isStillWanted: (current) => current.escalation?.escalationId === escalation.escalationId,
    });
  }

  #factsOf(state: ChatSessionState, { step, passedBy }: OpenEscalation): SeniorFacts {
    const { clock, offers, seats, staff } = this.#deps;
    return {
      purpose: 'escalation',
      nowMs: clock.nowMs(),
      step,
      passedBy,
      // One who is looking at it as a queued chat already needs no second offer.
      askedIds: state.offers.map(({ operatorId }) => operatorId),
      ...(state.poolId === undefined ? {} : { poolId: state.poolId }),
      ...(state.owner ? { ownerId: state.owner.operatorId } : {}),
      people: staff
        .listByRole('senior')
        .filter((person) => isOfSameKind(person, state))
        .map((person) => ({
          ...offers.standingOf(person),
          poolIds: person.poolIds,
          hasFreeReserve: seats.hasFree(person.operatorId, 'reserve'),
        })),
    };
  }

  /** 100 %: the duty supervisor by force; with nobody on shift a callback, and the appeal becomes urgent. */
  async #settleBreach(state: ChatSessionState, escalation: OpenEscalation): Promise<void> {
    const { callbacks, clock, log, seats } = this.#deps;
    const sessionId = state._id;
    const { escalationId } = escalation;
    const duty = this.#findDuty(state);
    const offerId = newId(clock.nowMs());
    const settle = (draft: EventDraft) =>
      log.append({
        sessionId,
        authorId: 'system',
        causeId: `escalation:${escalationId}:settled`,
        decide: (current) => (current.escalation?.escalationId === escalationId ? draft : null),
      });
    if (!duty) {
      const promise = { callbackId: escalationId, afterMs: limits.escalation.callbackAfterMs };
      await callbacks.promiseAfter(state, promise, (callbackAt) =>
        settle({
          kind: 'escalation.ended',
          audience: 'all',
          plain: { escalationId, outcome: 'callback', callbackAt },
        }),
      );
      return;
    }
    const { operatorId, name: operatorName } = duty;
    await seats.force(operatorId, offerId, sessionId);
    const { event } = await settle({
      kind: 'operator.joined',
      audience: 'all',
      plain: { operatorId, operatorName, tier: 'senior', offerId, how: 'forced' },
    });
    const isOurs = event?.kind === 'operator.joined' && event.plain.offerId === offerId;
    if (!isOurs) await seats.release(offerId);
  }

  /** On shift is who is online or busy: force needs no free moment, but who has one comes first. */
  #findDuty(state: ChatSessionState): StaffPerson | undefined {
    const { presence, seats, staff } = this.#deps;
    const isBusy = (person: StaffPerson) => presence.stateOf(person.operatorId) === 'busy';
    return staff
      .listByRole('supervisor')
      .filter((person) => isOfSameKind(person, state))
      .filter((person) => isBusy(person) || presence.isAvailable(person.operatorId))
      .sort(
        (a, b) =>
          Number(isBusy(a)) - Number(isBusy(b)) ||
          seats.loadOf(a.operatorId) - seats.loadOf(b.operatorId) ||
          (a.operatorId < b.operatorId ? -1 : 1),
      )[0];
  }
}
