import type { RequestType } from '../../../shared/domain/request-types.js';
import type { ModelView } from '../../../shared/views/classifier.js';
import { limits } from '../../../shared/limits.js';
import type { Clock } from '../../lib/clock.js';
import type { Logger } from '../../lib/logger.js';
import { SecretReader } from '../chat-sessions/secrets.js';
import type { AppealKeys } from '../../storage/encryption/appeal-keys.js';
import type { ModelFacts } from './model.js';
import { joinSeen, seenCauseOf } from './seen-words.js';
import type { SessionLog } from '../session-log/session-log.service.js';
import type { ChatSessionState } from '../session-log/state.js';

export interface Prediction {
  requestType: RequestType;
  /** 0…1 */
  confidence: number;
  /** Above the threshold. */
  isDecided: boolean;
  alternatives: { requestType: RequestType; confidence: number }[];
  /** The citizen's own words that decided. */
  because: string[];
}

export interface Classifier {
  classify(text: string): Prediction;
  /** Which model answers; kept with every answer. */
  readonly modelId?: string;
  /** For the review. */
  describe?(): ModelView;
  /** What it promised of each type when it was trained. */
  readonly facts?: Pick<ModelFacts, 'expected'>;
  /** Takes up a model that was put there. */
  refresh?(): void;
}

interface BotVoice {
  sayAsBot(request: {
    sessionId: string;
    causeId: string;
    textKey: string;
    choices?: { kind: 'request_type'; requestType: RequestType }[];
    onlyIf: (state: ChatSessionState) => boolean;
  }): Promise<void>;
}

export interface PlacingDeps {
  log: SessionLog;
  keys: AppealKeys;
  classifier: Classifier;
  bot: BotVoice;
  /** Sets the moment at which an unanswered question is given up. */
  deadlines: { set(kind: string, key: string, sessionId: string, dueAt: Date): Promise<void> };
  clock: Clock;
  logger: Logger;
}

/** How often the bot asks before a person takes over. */
const maxClarifyingQuestions = 1;

/**
 * Reads what the citizen wrote and says what it is about: decided, or one clarifying question with the three
 * likeliest types, or, still unclear, general. A question left unanswered goes to a person too, after a while.
 */
export const createPlacing = (deps: PlacingDeps) => {
  const lastWords = async (state: ChatSessionState): Promise<string> => {
    const secrets = await SecretReader.for(deps.keys, state);
    const first = secrets.open<{ text: string }>(state.firstMessage)?.text ?? '';
    const last = secrets.open<{ text: string }>(state.lastMessage)?.text ?? '';
    return state.lastMessage?.eventId === state.firstMessage?.eventId
      ? first
      : joinSeen(first, last);
  };

  return async (state: ChatSessionState): Promise<void> => {
    const sessionId = state._id;
    const upTo = state.citizenSpoke?.publicSeq ?? 0;
    const prediction = deps.classifier.classify(await lastWords(state));
    const { modelId } = deps.classifier;
    const isAskedOut = state.clarifyCount >= maxClarifyingQuestions;
    const isDecided = prediction.isDecided || isAskedOut;
    const requestType = prediction.isDecided ? prediction.requestType : 'general';
    if (!isDecided) {
      const dueAt = new Date(deps.clock.nowMs() + limits.clarifying.waitMs);
      await deps.deadlines.set('clarify', sessionId, sessionId, dueAt);
    }
    await deps.log.append({
      sessionId,
      authorId: 'system',
      causeId: seenCauseOf(upTo),
      decide: (current) =>
        current.status === 'clarifying' && !current.classification?.isDecided
          ? {
              kind: 'classification.made',
              audience: 'all',
              plain: {
                requestType: isDecided ? requestType : prediction.requestType,
                confidence: prediction.confidence,
                decidedBy: 'model',
                isDecided,
                alternatives: prediction.alternatives,
                ...(isAskedOut && !prediction.isDecided ? { isUnsure: true } : {}),
                ...(modelId === undefined ? {} : { modelId }),
              },
              secret: { because: prediction.because },
            }
          : null,
    });
    if (isDecided) return;
    await deps.bot.sayAsBot({
      sessionId,
      causeId: `clarify:${upTo}`,
      textKey: 'clarify',
      choices: prediction.alternatives.map((alternative) => ({
        kind: 'request_type',
        requestType: alternative.requestType,
      })),
      onlyIf: (current) => current.status === 'clarifying' && !current.classification?.isDecided,
    });
  };
};
