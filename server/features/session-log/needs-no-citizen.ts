import type { ChatSessionState } from './state.js';

/** Answered although the citizen is away: they read it later, or are called. */
export const needsNoCitizen = ({
  callback,
  later,
}: Pick<ChatSessionState, 'callback' | 'later'>): boolean =>
  later !== undefined || callback?.isDue === true;
