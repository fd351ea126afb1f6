import type { ChatSessionState } from '../session-log/state.js';

/** What a session waits for the system to do. */
export type NextStep = 'classify' | 'queue' | 'return' | null;

/**
 * Follows from the state alone, so that a listener and the sweep after a crash find the same: nothing hangs on a
 * listener having run.
 */
export const computeNextStep = (state: ChatSessionState): NextStep => {
  switch (state.status) {
    case 'clarifying':
      if (!state.citizenSpoke) return null;
      // Who calls a senior wants people, not the bot.
      if (state.classification?.isDecided || state.escalation) return 'queue';
      return state.citizenSpoke.publicSeq > (state.classifiedUpTo ?? 0) ? 'classify' : null;
    case 'waiting_citizen':
    case 'awaiting_confirmation':
      if (state.escalation || state.isBackToPlace || state.callback?.isDue) return 'return';
      return (state.citizenSpoke?.publicSeq ?? 0) > (state.pausedAtPublicSeq ?? Infinity)
        ? 'return'
        : null;
    default:
      return null;
  }
};
