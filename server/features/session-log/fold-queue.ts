import { computeRankAt } from '../../../shared/routing/rank.js';
import type { SessionEvent } from './session-event.js';
import { endTransfer, leaveOwner, setAside } from './set-aside.js';
import type { ChatSessionState } from './state.js';

/** Queue, offers, ownership, transfer and closing: who holds the session and where it stands. */
export const foldQueue = (state: ChatSessionState, event: SessionEvent): void => {
  switch (event.kind) {
    case 'session.queued': {
      const { poolId, queuedAt, boostMs, boostWithoutCallMs, isFront, isFlagged } = event.plain;
      leaveOwner(state);
      Object.assign(state, {
        status: 'queued',
        poolId,
        queuedAt,
        isFront,
        isFlagged,
        passedBy: [],
      });
      delete state.declinedAt;
      delete state.overflowPoolId;
      delete state.offersPassed;
      delete state.later;
      delete state.isBackToPlace;
      if (event.plain.reason === 'classified') delete state.hasEndedWait;
      state.rankAt = computeRankAt(queuedAt, boostMs);
      if (state.escalation && boostWithoutCallMs !== undefined) {
        const rankBefore = computeRankAt(queuedAt, boostWithoutCallMs);
        state.escalation = { ...state.escalation, rankBefore };
      }
      delete state.pausedAtPublicSeq;
      delete state.closing;
      delete state.preferred;
      delete state.foreseen;
      if (event.plain.foreseen) state.foreseen = event.plain.foreseen;
      if (event.plain.preferredOperatorId !== undefined && event.plain.preferredUntil) {
        state.preferred = {
          operatorId: event.plain.preferredOperatorId,
          until: event.plain.preferredUntil,
        };
      }
      return;
    }
    case 'session.overflowed':
      state.overflowPoolId = event.plain.poolId;
      return;
    case 'offer.made': {
      const { offerId, purpose, operatorId, operatorName, seatKind, expiresAt } = event.plain;
      const madeAt = event.at;
      state.offers = [
        ...state.offers,
        { offerId, purpose, operatorId, operatorName, seatKind, madeAt, expiresAt },
      ];
      return;
    }
    case 'offer.ended':
      foldOfferEnded(state, event);
      return;
    case 'operator.joined':
      foldJoined(state, event);
      return;
    case 'operator.left':
      leaveOwner(state);
      delete state.transfer;
      state.offers = state.offers.filter((offer) => offer.purpose !== 'transfer');
      state.status = 'waiting_citizen';
      state.pausedAtPublicSeq = -1;
      return;
    case 'transfer.requested': {
      const { transferId, fromOperatorId, target } = event.plain;
      state.transfer = {
        transferId,
        fromOperatorId,
        requestedAt: event.at,
        target,
        passedBy: [],
        ...(event.sealed ? { note: { eventId: event._id, sealed: event.sealed } } : {}),
      };
      return;
    }
    case 'transfer.ended':
      endTransfer(state);
      return;
    case 'silence.seat_freed':
      setAside(state, 'waiting_citizen', event.plain.afterPublicSeq);
      return;
    case 'closing.proposed': {
      const { outcome, responsibleName, dueAt } = event.plain;
      setAside(state, 'awaiting_confirmation', state.publicHeadSeq);
      delete state.callback;
      state.stage = 'confirmation';
      state.closing = {
        outcome,
        proposedAt: event.at,
        ...(responsibleName === undefined ? {} : { responsibleName }),
        ...(dueAt === undefined ? {} : { dueAt }),
        ...(event.sealed ? { summary: { eventId: event._id, sealed: event.sealed } } : {}),
      };
      return;
    }
    case 'closing.refused':
      // «Не помогло» is a word in itself: the session comes back without waiting for another.
      state.pausedAtPublicSeq = 0;
      return;
    case 'session.closed':
      setAside(state, 'closed', state.publicHeadSeq);
      delete state.callback;
      state.closedAt = event.at;
      state.closeReason = event.plain.reason;
      delete state.reopenedAt;
      state.stage = 'closing';
      state.offers = [];
      delete state.escalation;
      delete state.handOverFrom;
      return;
    case 'session.reopened':
      state.status = 'waiting_citizen';
      state.pausedAtPublicSeq = event.publicSeq ?? state.publicHeadSeq;
      state.reopenedAt = event.at;
      delete state.closedAt;
      delete state.closeReason;
      return;
    default:
      return;
  }
};

const foldJoined = (state: ChatSessionState, event: SessionEvent<'operator.joined'>): void => {
  const { operatorId, operatorName, tier, offerId, how } = event.plain;
  const accepted = state.offers.find((offer) => offer.offerId === offerId);
  const previous = state.owner;
  leaveOwner(state);
  if (how === 'transfer' && state.transfer) {
    const { target } = state.transfer;
    state.poolId = target.poolId;
    if (target.requestType !== undefined) {
      const { requestType } = target;
      state.classification = {
        requestType,
        confidence: 1,
        decidedBy: 'transfer',
        isDecided: true,
        alternatives: state.classification?.alternatives ?? [],
      };
    }
  }
  // Whatever way a senior comes, the promise is kept.
  if (tier === 'senior' && state.escalation) {
    const { escalationId, handedOver } = state.escalation;
    if (previous && ![operatorId, handedOver?.operatorId].includes(previous.operatorId)) {
      const { operatorId: owedBy, name } = previous;
      state.handOverFrom = { operatorId: owedBy, name, escalationId, since: event.at };
    }
    delete state.escalation;
    state.offers = [];
  }
  // An operator's accept does not end an open escalation: its offer to a senior stands on.
  state.offers = state.offers.filter((offer) => offer.purpose === 'escalation');
  delete state.transfer;
  delete state.overflowPoolId;
  delete state.preferred;
  delete state.foreseen;
  delete state.later;
  delete state.isBackToPlace;
  delete state.pausedAtPublicSeq;
  delete state.reopenedAt;
  state.status = 'active';
  state.isFront = false;
  state.passedBy = [];
  const seatKind = accepted?.seatKind ?? (how === 'forced' ? 'forced' : 'normal');
  state.owner = { operatorId, name: operatorName, tier, offerId, seatKind, joinedAt: event.at };
  // Silence is counted from this owner's own first word.
  delete state.operatorSpoke;
};

const foldOfferEnded = (state: ChatSessionState, event: SessionEvent<'offer.ended'>): void => {
  const { offerId, operatorId, outcome } = event.plain;
  const ended = state.offers.find((offer) => offer.offerId === offerId);
  state.offers = state.offers.filter((offer) => offer.offerId !== offerId);
  if (!ended || outcome === 'withdrawn') return;
  const pass = (list: string[]) => [...list.filter((id) => id !== operatorId), operatorId];
  if (ended.purpose === 'queue') {
    state.passedBy = pass(state.passedBy);
    state.offersPassed = (state.offersPassed ?? 0) + 1;
    if (outcome === 'declined') state.declinedAt = event.at;
    else delete state.declinedAt;
  }
  if (ended.purpose === 'transfer' && state.transfer) {
    const passedBy = pass(state.transfer.passedBy);
    state.transfer = { ...state.transfer, passedBy, lastRefusal: outcome };
  }
  if (ended.purpose === 'escalation' && state.escalation) {
    state.escalation = { ...state.escalation, passedBy: pass(state.escalation.passedBy) };
  }
};
