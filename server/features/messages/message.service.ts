import type {
  AttachmentCard,
  MessageChoice,
  PlainOf,
} from '../../../shared/domain/session-events.js';
import type { Audience } from '../../../shared/domain/states.js';
import { limits } from '../../../shared/limits.js';
import type { Clock } from '../../lib/clock.js';
import { DomainError } from '../../lib/domain-error.js';
import type { Actor, CitizenActor, StaffActor } from '../auth/actor.js';
import { assertCanWrite } from '../chat-sessions/session.policy.js';
import type { AppendResult, SessionLog } from '../session-log/session-log.service.js';
import type { SessionEvent } from '../session-log/session-event.js';
import type { ChatSessionState } from '../session-log/state.js';

export interface SendRequest {
  sessionId: string;
  clientMessageId: string;
  text: string;
  attachmentIds?: string[] | undefined;
  audience?: Audience;
  /** The author's message before this one: it is not stored before that one is. */
  follows?: string | undefined;
}

/** Files wait under the message's `clientMessageId` until the message names them. */
export interface AttachmentClaims {
  /** Idempotent for the same message. Fails with `not_found` where an id is not such a file of this author. */
  claimForMessage(request: {
    sessionId: string;
    authorId: string;
    clientMessageId: string;
    audience: Audience;
    attachmentIds: string[];
  }): Promise<AttachmentCard[]>;
}

export interface MessageDeps {
  log: SessionLog;
  attachments: AttachmentClaims;
  clock: Clock;
}

type Author = Pick<PlainOf<'message.created'>, 'author' | 'authorName'>;

/** Words of citizens, operators and the bot, stored before they are acknowledged. */
export class MessageService {
  readonly #deps: MessageDeps;

  constructor(deps: MessageDeps) {
    this.#deps = deps;
  }

  /**
   * Stores one message durably. The same `clientMessageId` answers with the first result (`message_conflict` for
   * another body). A citizen's word in a closed session reopens it within seven days, later it is `session_closed`.
   * Fails with `not_found`, `not_owner`, `forbidden`, `session_closed`, `retry` (also where `follows` is not stored).
   */
  async sendMessage(actor: CitizenActor | StaffActor, request: SendRequest): Promise<AppendResult> {
    const { sessionId, clientMessageId, attachmentIds = [], follows } = request;
    const audience = request.audience ?? 'all';
    const authorId = actor.kind === 'citizen' ? actor.citizenId : actor.operatorId;
    if (actor.kind === 'citizen') await this.#reopenIfClosed(actor, sessionId, clientMessageId);
    const attachments =
      attachmentIds.length === 0
        ? []
        : await this.#deps.attachments.claimForMessage({
            sessionId,
            authorId,
            clientMessageId,
            audience,
            attachmentIds,
          });
    const author: Author =
      actor.kind === 'citizen'
        ? { author: 'citizen' }
        : { author: 'operator', authorName: actor.name };
    return this.#deps.log.append({
      sessionId,
      authorId,
      clientMessageId,
      follows,
      decide: (state) => {
        assertCanWrite(actor, state, audience);
        assertOpenFor(state, audience);
        return {
          kind: 'message.created',
          audience,
          plain: { ...author, attachmentIds: attachments.map((card) => card.attachmentId) },
          secret: { text: request.text, attachments },
        };
      },
    });
  }

  /** A sentence of the bot: a catalogue key, shown in the reader's language, said once for each `causeId`. */
  async sayAsBot(request: {
    sessionId: string;
    causeId: string;
    textKey: string;
    choices?: MessageChoice[];
    /** Says nothing where the session has moved on. */
    onlyIf: (state: ChatSessionState) => boolean;
  }): Promise<void> {
    const { sessionId, causeId, textKey, choices } = request;
    await this.#deps.log.append({
      sessionId,
      causeId,
      authorId: 'bot',
      decide: (state) =>
        request.onlyIf(state)
          ? {
              kind: 'message.created',
              audience: 'all',
              plain: { author: 'bot', textKey, attachmentIds: [], ...(choices ? { choices } : {}) },
              secret: { text: '', attachments: [] },
            }
          : null,
    });
  }

  /** One page of events after a head, bounded by number, for a reader who may see the session. */
  async listAfter(
    actor: Actor,
    state: ChatSessionState,
    after: number,
  ): Promise<{ events: SessionEvent[]; head: number }> {
    const isCitizen = actor.kind === 'citizen';
    const head = isCitizen ? state.publicHeadSeq : state.headSeq;
    // Not beyond what the right was checked on: another process may just have stored an event that takes it away.
    const upTo = Math.min(after + limits.message.syncPage, head);
    const { log } = this.#deps;
    const events = isCitizen
      ? await log.listPublicEvents(state._id, after, upTo)
      : await log.listEvents(state._id, after, upTo);
    return { events, head };
  }

  async #reopenIfClosed(
    actor: CitizenActor,
    sessionId: string,
    clientMessageId: string,
  ): Promise<void> {
    const state = await this.#deps.log.getState(sessionId);
    if (state.status !== 'closed' || state.citizenId !== actor.citizenId) return;
    const isRepeat = await this.#deps.log.findByClientMessage(
      sessionId,
      actor.citizenId,
      clientMessageId,
    );
    if (isRepeat) return;
    await this.#deps.log.append({
      sessionId,
      authorId: actor.citizenId,
      causeId: `reopened:${state.headSeq}`,
      decide: (current) => {
        if (current.status !== 'closed') return null;
        assertReopenable(current, this.#deps.clock.nowMs());
        return { kind: 'session.reopened', audience: 'all', plain: {} };
      },
    });
  }
}

const assertReopenable = (state: ChatSessionState, nowMs: number): void => {
  const closedForMs = nowMs - (state.closedAt?.getTime() ?? 0);
  if (state.isDestroyed || closedForMs > limits.closing.reopenMs) {
    throw new DomainError(
      'session_closed',
      'Closed for good: a new session makes a repeat appeal.',
    );
  }
};

const assertOpenFor = (state: ChatSessionState, audience: Audience): void => {
  if (state.status !== 'closed') return;
  if (audience === 'staff' && !state.isDestroyed) return;
  throw new DomainError('session_closed', 'The session is closed.');
};
