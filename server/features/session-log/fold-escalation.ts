import type { SessionEvent } from './session-event.js';
import type { ChatSessionState } from './state.js';

/** The escalation's window: opened, widened, ended. A senior who joins ends it in `fold-queue`. */
export const foldEscalation = (state: ChatSessionState, event: SessionEvent): void => {
  switch (event.kind) {
    case 'escalation.opened': {
      const { escalationId, openedBy, openedAt, deadlineAt, steps } = event.plain;
      const step = 'same_pool' as const;
      state.escalation = {
        escalationId,
        openedBy,
        openedAt,
        deadlineAt,
        steps,
        step,
        passedBy: [],
      };
      return;
    }
    case 'escalation.stepped':
      if (state.escalation?.escalationId !== event.plain.escalationId) return;
      state.escalation = { ...state.escalation, step: event.plain.step, passedBy: [] };
      return;
    case 'escalation.ended':
      delete state.escalation;
      state.offers = state.offers.filter((offer) => offer.purpose !== 'escalation');
      if (event.plain.outcome === 'callback') {
        state.priority = 'urgent';
        if (event.plain.callbackAt) state.callbackAt = event.plain.callbackAt;
      }
      return;
    case 'escalation.handed_over':
      delete state.handOverFrom;
      return;
    default:
      return;
  }
};
