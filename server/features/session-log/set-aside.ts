import type { ChatSessionState } from './state.js';

export const leaveOwner = (state: ChatSessionState): void => {
  if (!state.owner) return;
  state.lastOwner = { operatorId: state.owner.operatorId, name: state.owner.name };
  delete state.owner;
};

export const endTransfer = (state: ChatSessionState): void => {
  delete state.transfer;
  state.offers = state.offers.filter((offer) => offer.purpose !== 'transfer');
};

/** The seat is free; a word of the citizen after `publicSeq` brings the session back. */
export const setAside = (
  state: ChatSessionState,
  status: 'waiting_citizen' | 'awaiting_confirmation' | 'closed',
  publicSeq: number,
): void => {
  leaveOwner(state);
  endTransfer(state);
  delete state.overflowPoolId;
  delete state.later;
  state.status = status;
  state.pausedAtPublicSeq = publicSeq;
};
