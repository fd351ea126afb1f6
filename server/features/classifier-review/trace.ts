import type { RequestType } from '../../../shared/domain/request-types.js';
import { readSeenCause } from '../classification/seen-words.js';
import { emptyState, fold } from '../session-log/fold.js';
import type { SessionEvent } from '../session-log/session-event.js';
import type { SessionChange } from '../session-log/session-change.js';
import type { ChatSessionState } from '../session-log/state.js';

/** What a person said the type is. */
export interface PersonsWord {
  requestType: RequestType;
  by: 'citizen' | 'operator' | 'transfer';
  /** The citizen, the operator, or who handed the session over. */
  authorId: string;
  at: Date;
}

/** What the model said of a recorded talk and what people said after it. Types and numbers, nobody's words. */
export interface ClassificationTrace {
  sessionId: string;
  appealId: string;
  /** The head of the log it was read from. */
  seq: number;
  /** When the model answered last. */
  at: Date;
  predicted: RequestType;
  /** 0…1 */
  confidence: number;
  /** The model was sure: the session was placed without asking. */
  isDecided: boolean;
  /** The citizen's last word (`publicSeq`) that the model read. */
  seenUpTo: number;
  modelId?: string;
  /** Whose word counts, also where it is what the model said. */
  word?: PersonsWord;
}

/** Who is believed where people disagree: whoever read the talk before whoever passed it on before whoever began it. */
const weights = { citizen: 1, transfer: 2, operator: 3 } as const;

const isStronger = (word: PersonsWord, known: PersonsWord | undefined): boolean =>
  known === undefined || weights[word.by] >= weights[known.by];

type Prediction = Omit<ClassificationTrace, 'sessionId' | 'appealId' | 'seq' | 'word'>;

const readPrediction = (
  event: SessionEvent<'classification.made'>,
  before: ChatSessionState,
): Prediction => {
  const { requestType, confidence, isDecided, alternatives, isUnsure, modelId } = event.plain;
  // A session that stayed unclear is placed under `general`; the model's own answer leads the alternatives.
  const [best] = isUnsure === true ? alternatives : [];
  return {
    at: event.at,
    predicted: best?.requestType ?? requestType,
    confidence,
    isDecided: isDecided && isUnsure !== true,
    seenUpTo: readSeenCause(event.causeId) ?? before.citizenSpoke?.publicSeq ?? 0,
    ...(modelId === undefined ? {} : { modelId }),
  };
};

/** A completed transfer corrects the type within `operator.joined`: so the folded states are compared, not the kinds. */
const readWord = (
  event: SessionEvent,
  before: ChatSessionState,
  { classification }: ChatSessionState,
): PersonsWord | undefined => {
  if (!classification || classification === before.classification) return undefined;
  const { decidedBy: by, requestType } = classification;
  if (by === 'model') return undefined;
  const authorId = before.transfer?.fromOperatorId ?? event.authorId;
  return { requestType, by, authorId: by === 'transfer' ? authorId : event.authorId, at: event.at };
};

const headOf = ({ _id: sessionId, appealId, headSeq: seq }: ChatSessionState) => ({
  ...{ sessionId, appealId, seq },
});

/** What the model has just said, where no person had spoken before: all that is to know, without reading the log. */
export const traceAnswer = ({
  event,
  before,
  after,
}: Pick<SessionChange, 'event' | 'before' | 'after'>): ClassificationTrace | null => {
  if (event.kind !== 'classification.made' || event.plain.decidedBy !== 'model') return null;
  if ((before.classification?.decidedBy ?? 'model') !== 'model') return null;
  return { ...headOf(after), ...readPrediction(event, before) };
};

/** Whether a trace can be another one after this event. */
export const concernsTrace = (event: SessionEvent, before: ChatSessionState): boolean =>
  event.kind === 'classification.made' ||
  event.kind === 'recording.destroyed' ||
  (event.kind === 'operator.joined' && before.transfer?.target.requestType !== undefined);

/**
 * The trace of a session from its whole log. Null where the model never spoke, for a practice chat, and wherever no
 * word may be kept: without consent to recording, and when it was destroyed. The last word of the weightiest people
 * counts: operator, then transfer, then citizen.
 */
export const traceClassification = (
  session: ChatSessionState,
  events: readonly SessionEvent[],
): ClassificationTrace | null => {
  let state = emptyState({ ...session, sessionId: session._id });
  let prediction: Prediction | undefined;
  let word: PersonsWord | undefined;
  for (const event of events) {
    const before = state;
    state = fold(before, event);
    if (event.kind === 'classification.made' && event.plain.decidedBy === 'model') {
      prediction = readPrediction(event, before);
    }
    const said = readWord(event, before, state);
    if (said && isStronger(said, word)) word = said;
  }
  if (!prediction || !state.isRecorded || state.isDestroyed || state.isTraining === true) {
    return null;
  }
  return { ...headOf(state), ...prediction, ...(word ? { word } : {}) };
};
