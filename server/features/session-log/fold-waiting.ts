import type { SessionEvent } from './session-event.js';
import { setAside } from './set-aside.js';
import { refOf } from './sealed-ref.js';
import type { ChatSessionState } from './state.js';

/** Waiting otherwise than in the chat: an appeal that is left for later, a call that is promised. */
export const foldWaiting = (state: ChatSessionState, event: SessionEvent): void => {
  switch (event.kind) {
    case 'wait.changed':
      if (event.plain.mode === 'live') backToPlace(state);
      else leaveForLater(state, event.at, event.plain.ranksAt ?? event.at);
      return;
    case 'callback.booked': {
      const { callbackId, callAt } = event.plain;
      const phone = refOf(event);
      const attempt = state.callback?.attempt ?? 1;
      state.callback = { callbackId, callAt, attempt, isDue: false, ...(phone ? { phone } : {}) };
      if (state.status === 'queued') waitForCall(state);
      return;
    }
    case 'callback.due':
      if (state.callback?.callbackId !== event.plain.callbackId) return;
      state.callback = { ...state.callback, isDue: true };
      if (state.status !== 'queued') return;
      // Promised after a breach, and nobody has come since.
      backToPlace(state);
      state.isFront = true;
      return;
    case 'callback.tried':
      foldTried(state, event);
      return;
    case 'callback.cancelled':
      if (state.callback?.callbackId !== event.plain.callbackId) return;
      delete state.callback;
      if (waitsForCall(state)) state.isBackToPlace = true;
      return;
    default:
      return;
  }
};

/** Who left the appeal waits in the chat again, as if they had waited all the time. */
export const backToPlace = (state: ChatSessionState): void => {
  const { later } = state;
  if (!later) return;
  state.rankAt = later.rankBefore;
  state.isFront = later.isFrontBefore;
  delete state.later;
};

const leaveForLater = (state: ChatSessionState, since: Date, ranksAt: Date): void => {
  const { isFront: isFrontBefore, rankAt } = state;
  if (state.later || rankAt === undefined) return;
  state.later = { since, rankBefore: rankAt, isFrontBefore };
  state.rankAt = Math.max(rankAt, ranksAt.getTime());
  state.isFront = false;
  state.hasEndedWait = true;
  // Nobody is asked to hurry for who is not there, and no other pool's people.
  delete state.preferred;
  delete state.overflowPoolId;
};

/** Set aside for a call alone: no word of the citizen brings it back. */
export const waitsForCall = ({ status, pausedAtPublicSeq }: ChatSessionState): boolean =>
  status === 'waiting_citizen' && pausedAtPublicSeq === undefined;

const waitForCall = (state: ChatSessionState): void => {
  setAside(state, 'waiting_citizen', state.publicHeadSeq);
  delete state.pausedAtPublicSeq;
  state.offers = [];
  state.isFront = false;
  state.hasEndedWait = true;
  delete state.preferred;
};

const foldTried = (state: ChatSessionState, event: SessionEvent<'callback.tried'>): void => {
  const { attempt, callbackId, isReached, nextAt } = event.plain;
  const { callback } = state;
  if (callback?.callbackId !== callbackId) return;
  delete state.callback;
  if (isReached) return;
  setAside(state, 'waiting_citizen', state.publicHeadSeq);
  if (!nextAt) return;
  state.callback = { ...callback, attempt: attempt + 1, callAt: nextAt, isDue: false };
  delete state.pausedAtPublicSeq;
};
