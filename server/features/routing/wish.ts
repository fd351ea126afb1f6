import type { Wish } from '../../../shared/routing/decide-offer.js';
import { servingPools } from '../session-log/serving-pools.js';
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

/** Sessions of one kind go to the same people; undefined for one that is like no other: declined, or held for somebody. */
export const kindOf = (state: ChatSessionState): string | undefined => {
  const { classification, isTraining, locale, passedBy, preferred } = state;
  if (passedBy.length > 0 || preferred) return undefined;
  const type = classification?.isDecided === true ? classification.requestType : '';
  return [...servingPools(state), type, locale, isTraining === true].join(' ');
};
