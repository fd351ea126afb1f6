import { emptyState, fold } from '../session-log/fold.js';
import type { SessionChange } from '../session-log/session-change.js';
import type { SessionEvent } from '../session-log/session-event.js';
import type { OpenOffer } from '../session-log/state.js';
import type {
  CallFact,
  EscalationFact,
  OfferFact,
  OfferOutcome,
  PromiseOutcome,
  RoutingFact,
  TransferFact,
  WaitFact,
} from './fact.js';

type Change = Omit<SessionChange, 'isOwn'>;

/** Who has been served before comes back at the front: that is another wait than a newcomer's. */
const listWaits = ({ event, before, after }: Change): WaitFact[] => {
  const { poolId, queuedAt, foreseen, hasEndedWait, isFront, lastOwner } = before;
  if (before.status !== 'queued' || (after.status === 'queued' && !after.hasEndedWait)) return [];
  if (poolId === undefined || !queuedAt || isFront || lastOwner || hasEndedWait) return [];
  return [
    {
      ...{ _id: `wait:${event._id}`, kind: 'wait', at: event.at, poolId, queuedAt },
      waitMs: event.at.getTime() - queuedAt.getTime(),
      isServed: event.kind === 'operator.joined',
      ...(foreseen ? { position: foreseen.position } : {}),
      ...(foreseen?.waitMs ? { foreseen: foreseen.waitMs } : {}),
      ...(foreseen?.isUnattended === true ? { isUnattended: true } : {}),
      ...(before.isTraining === true ? { isTraining: true } : {}),
    },
  ];
};

const outcomeOf = ({ offerId }: OpenOffer, event: SessionEvent): OfferOutcome => {
  if (event.kind === 'offer.ended' && event.plain.offerId === offerId) return event.plain.outcome;
  if (event.kind === 'operator.joined' && event.plain.offerId === offerId) return 'accepted';
  return 'withdrawn';
};

const listOffers = ({ event, before, after }: Change): OfferFact[] => {
  const open = new Set(after.offers.map(({ offerId }) => offerId));
  return before.offers
    .filter(({ offerId }) => !open.has(offerId))
    .map((offer) => ({
      ...{ _id: `offer:${offer.offerId}`, kind: 'offer', at: event.at },
      poolId: before.poolId ?? '',
      ...{ purpose: offer.purpose, operatorId: offer.operatorId },
      ...{ operatorName: offer.operatorName, outcome: outcomeOf(offer, event) },
    }));
};

const promiseOutcomeOf = (event: SessionEvent): PromiseOutcome => {
  if (event.kind === 'operator.joined') return event.plain.how === 'forced' ? 'forced' : 'accepted';
  return event.kind === 'escalation.ended' ? event.plain.outcome : 'closed';
};

const listEscalations = ({ event, before, after }: Change): EscalationFact[] => {
  const { escalation } = before;
  if (!escalation || after.escalation?.escalationId === escalation.escalationId) return [];
  const { escalationId, openedAt, deadlineAt, step } = escalation;
  return [
    {
      ...{ _id: `escalation:${escalationId}`, kind: 'escalation', at: event.at },
      ...{ poolId: before.poolId ?? '', openedAt, deadlineAt, step },
      outcome: promiseOutcomeOf(event),
    },
  ];
};

/** One that is moved to another time is still to come. */
const listCalls = ({ event, before, after }: Change): CallFact[] => {
  const { callback, owner, poolId = '' } = before;
  if (!callback) return [];
  const { attempt, callAt, callbackId } = callback;
  const call = {
    ...{ _id: `call:${callbackId}:${String(attempt)}`, kind: 'call' as const, at: event.at },
    ...{ poolId, callAt },
  };
  if (event.kind === 'callback.tried') {
    const lateMs = Math.max(0, (owner?.joinedAt.getTime() ?? 0) - callAt.getTime());
    return [{ ...call, outcome: event.plain.isReached ? 'reached' : 'missed', lateMs }];
  }
  return after.callback ? [] : [{ ...call, outcome: 'dropped' }];
};

const listTransfers = ({ event, before, after }: Change): TransferFact[] => {
  const { owner, poolId } = before;
  if (event.kind !== 'operator.joined' || event.plain.how !== 'transfer') return [];
  if (!owner || poolId === undefined || after.poolId === undefined) return [];
  const { operatorId, operatorName: name } = event.plain;
  return [
    {
      ...{ _id: `transfer:${event._id}`, kind: 'transfer', at: event.at, poolId: after.poolId },
      ...{ sessionId: event.sessionId, appealNumber: after.appealNumber },
      from: { operatorId: owner.operatorId, name: owner.name, poolId },
      to: { operatorId, name, poolId: after.poolId },
    },
  ];
};

/** What one event brings to an end, as it is kept. Follows from the log alone. */
export const factsOf = (change: Change): RoutingFact[] => [
  ...listWaits(change),
  ...listOffers(change),
  ...listEscalations(change),
  ...listCalls(change),
  ...listTransfers(change),
];

/** The same of a whole log, from its first event. */
export const factsOfLog = (
  head: Parameters<typeof emptyState>[0],
  events: readonly SessionEvent[],
): RoutingFact[] => {
  const facts: RoutingFact[] = [];
  let before = emptyState(head);
  for (const event of events) {
    const after = fold(before, event);
    facts.push(...factsOf({ event, before, after }));
    before = after;
  }
  return facts;
};
