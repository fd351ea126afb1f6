import type { Wish } from '../../../shared/routing/decide-offer.js';
import type { ChatSessionState } from '../session-log/state.js';

/** What a session asks of whom it is offered to. */
export const wishOf = (state: ChatSessionState): Wish => {
  const { classification, preferred, declinedAt } = state;
  const requestType = classification?.isDecided === true ? classification.requestType : undefined;
  return {
    queuedAtMs: (state.queuedAt ?? state.openedAt).getTime(),
    language: state.locale,
    passedBy: state.passedBy,
    ...(requestType === undefined ? {} : { requestType }),
    ...(preferred
      ? { preferred: { operatorId: preferred.operatorId, untilMs: preferred.until.getTime() } }
      : {}),
    ...(declinedAt ? { declinedAtMs: declinedAt.getTime() } : {}),
  };
};
