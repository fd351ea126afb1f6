import { DomainError } from '../../lib/domain-error.js';
import type { AppealKeys } from '../../storage/encryption/appeal-keys.js';
import type { CitizenActor } from '../auth/actor.js';
import { SecretReader } from '../chat-sessions/secrets.js';
import { readSeniorPhrase } from '../escalation/senior-phrases.js';
import { refOf } from '../session-log/sealed-ref.js';
import type { QueuedText } from '../routing/queue-info.js';
import type { SessionChange } from '../session-log/session-change.js';
import type { ChatSessionState } from '../session-log/state.js';
import type { MessageService } from './message.service.js';

export interface BotDeps {
  messages: MessageService;
  keys: AppealKeys;
  escalations: {
    requestEscalation(actor: CitizenActor, sessionId: string): Promise<ChatSessionState>;
  };
  /** What a citizen who begins to wait is told. */
  queuedText: (state: ChatSessionState) => QueuedText;
}

/** What the bot does on its own: tells that the chat is in the queue, and hears when a senior is called. */
export const createBot = (deps: BotDeps) => {
  const sayHere = (sessionId: string, eventId: string): Promise<void> =>
    deps.messages.sayAsBot({
      sessionId,
      causeId: `senior-here:${eventId}`,
      textKey: 'senior_already_here',
      onlyIf: (state) => state.owner?.tier === 'senior',
    });

  const hearSenior = async ({ event, after }: SessionChange): Promise<void> => {
    const secrets = await SecretReader.for(deps.keys, after);
    const text = secrets.open<{ text: string }>(refOf(event))?.text ?? '';
    const phrase = readSeniorPhrase(text);
    if (phrase === null) return;
    if (after.owner?.tier === 'senior') {
      // The one command the bot still answers beside a person: a button would have said the same.
      if (phrase === 'call') await sayHere(after._id, event._id);
      return;
    }
    if (phrase === 'mention') {
      await deps.messages.sayAsBot({
        sessionId: after._id,
        causeId: `ask-senior:${event._id}`,
        textKey: 'escalation_ask',
        choices: [{ kind: 'escalate' }],
        onlyIf: (state) => state.status !== 'closed' && !state.escalation,
      });
      return;
    }
    const actor: CitizenActor = {
      kind: 'citizen',
      citizenId: after.citizenId,
      familyId: '',
      tokenExpiresAt: event.at,
    };
    try {
      await deps.escalations.requestEscalation(actor, after._id);
    } catch (error) {
      const code = error instanceof DomainError ? error.code : null;
      if (code === 'senior_already_here') await sayHere(after._id, event._id);
      else if (code !== 'session_closed') throw error;
    }
  };

  return async (change: SessionChange): Promise<void> => {
    const { event, before, after } = change;
    if (event.kind === 'message.created' && event.plain.author === 'citizen') {
      await hearSenior(change);
      return;
    }
    // The bot never speaks again once a person has joined.
    const isFirstQueueing = event.kind === 'session.queued' && before.queuedAt === undefined;
    if (!isFirstQueueing || after.lastOwner) return;
    await deps.messages.sayAsBot({
      sessionId: after._id,
      causeId: 'said-queued',
      textKey: deps.queuedText(after),
      onlyIf: (state) => state.status === 'queued',
    });
  };
};
