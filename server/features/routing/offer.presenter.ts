import type { OfferView } from '../../../shared/views/routing.js';
import type { Clock } from '../../lib/clock.js';
import type { AppealKeys } from '../../storage/encryption/appeal-keys.js';
import { excerpt } from '../chat-sessions/mask.js';
import { SecretReader } from '../chat-sessions/secrets.js';
import { presentEscalation } from '../chat-sessions/session.presenter.js';
import type { ChatSessionState, OpenOffer } from '../session-log/state.js';

/** An open offer as the operator it is made to sees it. */
export const presentOffer = async (
  state: ChatSessionState,
  offer: OpenOffer,
  deps: { keys: AppealKeys; clock: Clock },
): Promise<OfferView> => {
  const secrets = await SecretReader.for(deps.keys, state);
  const text = secrets.open<{ text: string }>(state.firstMessage)?.text;
  const note = secrets.open<{ note: string }>(state.transfer?.note)?.note;
  const type = state.classification?.isDecided ? state.classification.requestType : undefined;
  const isTransfer = offer.purpose === 'transfer';
  return {
    offerId: offer.offerId,
    sessionId: state._id,
    appealNumber: state.appealNumber,
    purpose: offer.purpose,
    ...(type === undefined ? {} : { requestType: type }),
    ...(state.poolId === undefined ? {} : { poolId: state.poolId }),
    priority: state.escalation ? 'urgent' : state.priority,
    ...(text === undefined ? {} : { firstText: excerpt(text, 240) }),
    waitingSince: waitingSince(state, offer).toISOString(),
    expiresAt: offer.expiresAt.toISOString(),
    ...(isTransfer && note !== undefined ? { transferNote: note } : {}),
    ...(isTransfer && state.owner ? { transferFromName: state.owner.name } : {}),
    ...(state.escalation ? { escalation: presentEscalation(state.escalation) } : {}),
    serverNow: deps.clock.now().toISOString(),
  };
};

const waitingSince = (state: ChatSessionState, offer: OpenOffer): Date => {
  if (offer.purpose === 'escalation' && state.escalation) return state.escalation.openedAt;
  if (offer.purpose === 'transfer' && state.transfer) return state.transfer.requestedAt;
  return state.queuedAt ?? state.openedAt;
};
