import type { SessionEvent } from './session-event.js';
import { escalationSteps, type EscalationStep } from '../../../shared/domain/states.js';
import { backToPlace } from './fold-waiting.js';
import type { ChatSessionState } from './state.js';

const isLater = (step: EscalationStep, than: EscalationStep): boolean =>
  escalationSteps.indexOf(step) > escalationSteps.indexOf(than);

/** The escalation's window: opened, widened, ended. A senior who joins ends it in `fold-queue`. */
export const foldEscalation = (state: ChatSessionState, event: SessionEvent): void => {
  switch (event.kind) {
    case 'escalation.opened': {
      const { escalationId, openedBy, openedAt, deadlineAt, steps } = event.plain;
      const step = 'same_pool' as const;
      // Who calls is there.
      backToPlace(state);
      state.escalation = {
        escalationId,
        openedBy,
        openedAt,
        deadlineAt,
        steps,
        step,
        passedBy: [],
      };
      moveUp(state, event.plain.boostMs);
      return;
    }
    case 'escalation.stepped':
      if (state.escalation?.escalationId !== event.plain.escalationId) return;
      if (!isLater(event.plain.step, state.escalation.step)) return;
      state.escalation = { ...state.escalation, step: event.plain.step, passedBy: [] };
      return;
    case 'escalation.ended':
      if (event.plain.outcome === 'withdrawn') moveBack(state);
      delete state.escalation;
      state.offers = state.offers.filter((offer) => offer.purpose !== 'escalation');
      if (event.plain.outcome === 'callback') {
        state.priority = 'urgent';
        if (event.plain.callbackAt) {
          const { escalationId: callbackId, callbackAt: callAt } = event.plain;
          // The number that a call was booked for before stands.
          state.callback = { ...state.callback, callbackId, callAt, attempt: 1, isDue: false };
        }
      }
      return;
    case 'escalation.handed_over':
      foldHandOver(state, event);
      return;
    default:
      return;
  }
};

/** Ahead of the senior it waits for them; after they have come it is what was owed. */
const foldHandOver = (
  state: ChatSessionState,
  { _id: eventId, plain, sealed }: SessionEvent<'escalation.handed_over'>,
): void => {
  const { escalationId, fromOperatorId: operatorId } = plain;
  if (state.handOverFrom?.operatorId === operatorId) delete state.handOverFrom;
  if (state.escalation?.escalationId !== escalationId) return;
  const handedOver = { operatorId, ...(sealed ? { summary: { eventId, sealed } } : {}) };
  state.escalation = { ...state.escalation, handedOver };
};

/** A session that still waits is urgent from now on [spec 3]. */
const moveUp = (state: ChatSessionState, boostMs: number): void => {
  const { escalation, queuedAt, rankAt, status } = state;
  if (status !== 'queued' || !escalation || !queuedAt || rankAt === undefined) return;
  state.escalation = { ...escalation, rankBefore: rankAt };
  state.rankAt = Math.min(rankAt, queuedAt.getTime() - boostMs);
};

/** A call taken back takes its place in the queue back: else calling and withdrawing would be a way past others. */
const moveBack = (state: ChatSessionState): void => {
  const rankBefore = state.escalation?.rankBefore;
  if (state.status === 'queued' && rankBefore !== undefined) state.rankAt = rankBefore;
};
