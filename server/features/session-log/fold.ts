import { limits } from '../../../shared/limits.js';
import type { SessionEvent } from './session-event.js';
import { refOf } from './sealed-ref.js';
import type { ChatSessionState } from './state.js';
import { foldQueue } from './fold-queue.js';
import { foldEscalation } from './fold-escalation.js';
import { foldWaiting } from './fold-waiting.js';

/** The state before the first event. */
export const emptyState = (head: {
  sessionId: string;
  appealId: string;
  appealNumber: string;
  citizenId: string;
  clientSessionId: string;
  openedAt: Date;
}): ChatSessionState => ({
  _id: head.sessionId,
  appealId: head.appealId,
  appealNumber: head.appealNumber,
  citizenId: head.citizenId,
  clientSessionId: head.clientSessionId,
  headSeq: 0,
  publicHeadSeq: 0,
  status: 'clarifying',
  channel: 'widget',
  locale: 'ru',
  openedAt: head.openedAt,
  isRecorded: false,
  hasProcessingConsent: false,
  clarifyCount: 0,
  isFlagged: false,
  priority: 'normal',
  isFront: false,
  offers: [],
  passedBy: [],
  stage: 'greeting',
  identity: { isRequested: false, step: 'guest', failures: 0 },
  isDestroyed: false,
});

/** Failed checks that still count: a lock that was sat out wipes the slate. */
export const countFailures = ({ failures }: ChatSessionState['identity']): number =>
  failures >= limits.identity.lockAfterFailures ? 0 : failures;

/** Adds one event to a state; neither is changed. The event must be the next one. */
export const fold = (state: ChatSessionState, event: SessionEvent): ChatSessionState => {
  const next: ChatSessionState = {
    ...state,
    headSeq: event.seq,
    headAt: event.at,
    publicHeadSeq: event.publicSeq ?? state.publicHeadSeq,
  };
  foldTalk(next, event);
  foldQueue(next, event);
  foldWaiting(next, event);
  foldEscalation(next, event);
  return next;
};

const foldTalk = (state: ChatSessionState, event: SessionEvent): void => {
  switch (event.kind) {
    case 'session.opened':
      state.channel = event.plain.channel;
      state.locale = event.plain.locale;
      if (event.plain.repeatOf !== undefined) {
        state.repeatOf = event.plain.repeatOf;
        if (event.plain.isRaised !== false) state.priority = 'raised';
      }
      if (event.plain.identityStep) state.identity = { ...state.identity, step: 'portal' };
      if (event.plain.isTraining === true) state.isTraining = true;
      return;
    case 'consent.given':
      if (event.plain.purpose === 'recording') state.isRecorded = event.plain.isGiven;
      else state.hasProcessingConsent = event.plain.isGiven;
      return;
    case 'message.created':
      foldMessage(state, event);
      return;
    case 'classification.made': {
      const because = refOf(event);
      const { requestType, confidence, decidedBy, isDecided, alternatives } = event.plain;
      state.classification = {
        requestType,
        confidence,
        decidedBy,
        isDecided,
        alternatives,
        ...(event.plain.isUnsure === true ? { isUnsure: true } : {}),
        ...(because ? { because } : {}),
      };
      if (state.citizenSpoke) state.classifiedUpTo = state.citizenSpoke.publicSeq;
      return;
    }
    case 'stage.changed':
      state.stage = event.plain.stage;
      return;
    case 'identity.requested':
      state.identity = { ...state.identity, isRequested: true };
      return;
    case 'identity.checked': {
      const { isMatched, step, blockedUntil } = event.plain;
      state.identity = {
        isRequested: !isMatched,
        step,
        failures: isMatched ? 0 : countFailures(state.identity) + 1,
        ...(blockedUntil ? { blockedUntil } : {}),
      };
      return;
    }
    case 'details.given': {
      const details = refOf(event);
      if (details) state.details = details;
      return;
    }
    case 'silence.reminded':
      state.remindedAfter = event.plain.afterPublicSeq;
      state.remindedAt = event.at;
      return;
    case 'incident.joined':
      state.incidentId = event.plain.incidentId;
      return;
    case 'incident.left':
      if (state.incidentId === event.plain.incidentId) delete state.incidentId;
      return;
    case 'rating.given':
      state.rating = event.plain.score;
      return;
    case 'recording.destroyed':
      forgetSecrets(state);
      return;
    default:
      return;
  }
};

const foldMessage = (state: ChatSessionState, event: SessionEvent<'message.created'>): void => {
  if (event.clientMessageId !== undefined)
    state.lastSaid = { ...state.lastSaid, [event.authorId]: event.clientMessageId };
  if (event.audience !== 'all' || event.publicSeq === undefined) return;
  const { author } = event.plain;
  const spoke = { publicSeq: event.publicSeq, at: event.at };
  const ref = refOf(event);
  if (author === 'bot') {
    if (event.plain.textKey === 'clarify') state.clarifyCount += 1;
    return;
  }
  // Said to many at once, it answers nobody: whose turn it is and every clock stay as they were.
  if (event.plain.isToAll === true) return;
  // What people said last: the bot's «передаём оператору» answers nobody and tells a list nothing.
  if (ref) state.lastMessage = { ...ref, at: event.at, author };
  if (author === 'citizen') {
    state.citizenSpoke = spoke;
    if (ref && !state.firstMessage) state.firstMessage = ref;
    return;
  }
  state.operatorSpoke = spoke;
  state.firstAnsweredAt ??= event.at;
};

const forgetSecrets = (state: ChatSessionState): void => {
  state.isDestroyed = true;
  delete state.lastMessage;
  delete state.firstMessage;
  delete state.details;
  if (state.closing) delete state.closing.summary;
  if (state.classification) delete state.classification.because;
};
