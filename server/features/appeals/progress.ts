import type { AppealStatus } from '../../../shared/domain/states.js';
import type { ChatSessionState } from '../session-log/state.js';
import type { AppealProgress } from './appeal.store.js';

/** What a session's state means for its appeal's status. */
const computeStatus = (state: ChatSessionState): AppealStatus => {
  if (state.reopenedAt) return 'reopened';
  switch (state.status) {
    case 'active':
      return 'in_progress';
    case 'waiting_citizen':
      // Who is to be called waits for us.
      if (state.callback) return state.lastOwner ? 'in_progress' : 'registered';
      return state.lastOwner ? 'waiting_citizen' : 'registered';
    case 'awaiting_confirmation':
      return state.closing?.outcome === 'in_progress' ? 'in_progress' : 'answered';
    case 'closed':
      if (state.closing?.outcome === 'in_progress') return 'in_progress';
      // Who left the queue did not take the question back: it stays open for an answer.
      if (state.closeReason === 'citizen_left')
        return state.lastOwner ? 'in_progress' : 'registered';
      return 'closed';
    default:
      return state.lastOwner ? 'in_progress' : 'registered';
  }
};

/** The appeal card that follows from a session's state. */
export const computeProgress = (state: ChatSessionState): AppealProgress => {
  const status = computeStatus(state);
  return {
    status,
    priority: state.priority,
    headSeq: state.headSeq,
    ...(state.classification?.isDecided ? { requestType: state.classification.requestType } : {}),
    ...(state.closing?.dueAt ? { dueAt: state.closing.dueAt } : {}),
    ...(state.closing?.responsibleName === undefined
      ? {}
      : { responsibleName: state.closing.responsibleName }),
    ...(state.rating === undefined ? {} : { rating: state.rating }),
    ...(state.callback ? { callbackAt: state.callback.callAt } : {}),
    ...(status === 'closed' && state.closedAt ? { closedAt: state.closedAt } : {}),
  };
};
