import type { CallBriefView, OfferView } from '../../../shared/views/routing.js';
import type { Clock } from '../../lib/clock.js';
import type { AppealKeys } from '../../storage/encryption/appeal-keys.js';
import { excerpt } from '../chat-sessions/mask.js';
import { SecretReader } from '../chat-sessions/secrets.js';
import { presentEscalation } from '../chat-sessions/session.presenter.js';
import { refOf } from '../session-log/sealed-ref.js';
import type { SessionEvent } from '../session-log/session-event.js';
import type { SessionLog } from '../session-log/session-log.service.js';
import type { ChatSessionState, OpenOffer } from '../session-log/state.js';

/** Of a text that shows what a chat is about. */
const shownLength = 240;

export interface OfferPresenterDeps {
  keys: AppealKeys;
  log: Pick<SessionLog, 'listEvents'>;
  clock: Clock;
}

/** An open offer as the operator it is made to sees it. */
export const presentOffer = async (
  state: ChatSessionState,
  offer: OpenOffer,
  deps: OfferPresenterDeps,
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
    ...(text === undefined ? {} : { firstText: excerpt(text, shownLength) }),
    waitingSince: waitingSince(state, offer).toISOString(),
    expiresAt: offer.expiresAt.toISOString(),
    ...(isTransfer && note !== undefined ? { transferNote: note } : {}),
    ...(isTransfer && state.owner ? { transferFromName: state.owner.name } : {}),
    ...(state.escalation ? { escalation: presentEscalation(state.escalation) } : {}),
    ...(offer.purpose === 'escalation'
      ? { brief: briefOf(state, await deps.log.listEvents(state._id, 0, state.headSeq), secrets) }
      : {}),
    serverNow: deps.clock.now().toISOString(),
  };
};

/** Counted from the log itself: a senior is called seldom, and looks at the card once. */
const briefOf = (
  state: ChatSessionState,
  events: readonly SessionEvent[],
  secrets: SecretReader,
): CallBriefView => {
  const messages = events.filter((event) => event.kind === 'message.created');
  const answer = messages.findLast(
    ({ audience, plain }) => audience === 'all' && plain.author === 'operator',
  );
  const handedOver = state.escalation?.handedOver?.summary;
  const summary = secrets.open<{ summary: string }>(handedOver)?.summary;
  const lastAnswer = answer && secrets.open<{ text: string }>(refOf(answer))?.text;
  return {
    ...(state.owner ? { ownerName: state.owner.name } : {}),
    stage: state.stage,
    identityStep: state.identity.step,
    files: messages.reduce((count, { plain }) => count + plain.attachmentIds.length, 0),
    ...(summary === undefined ? {} : { summary: excerpt(summary, shownLength) }),
    ...(summary !== undefined || lastAnswer === undefined || lastAnswer === ''
      ? {}
      : { lastAnswer: excerpt(lastAnswer, shownLength) }),
  };
};

const waitingSince = (state: ChatSessionState, offer: OpenOffer): Date => {
  if (offer.purpose === 'escalation' && state.escalation) return state.escalation.openedAt;
  if (offer.purpose === 'transfer' && state.transfer) return state.transfer.requestedAt;
  return state.queuedAt ?? state.openedAt;
};
