import { randomUUID } from 'node:crypto';
import type { ConsentPurpose } from '../features/chat-sessions/consent-texts.js';
import { consentTexts } from '../features/chat-sessions/consent-texts.js';
import { hashBody, type EventDraft } from '../features/session-log/draft.js';
import { emptyState, fold } from '../features/session-log/fold.js';
import { onceKeyIn } from '../features/session-log/build-event.js';
import { eventAad, type SessionEvent } from '../features/session-log/session-event.js';
import type { ChatSessionState } from '../features/session-log/state.js';
import { assertLegal } from '../features/session-log/transitions.js';
import { newOpaqueId } from '../lib/ids.js';
import { sealJson, type SealingKey } from '../storage/encryption/sealed.js';

interface Said {
  at: Date;
  authorId: string;
  causeId?: string;
  clientMessageId?: string;
}

/**
 * A session's log made in memory, event by event, by the same rules as a live one: the legal moves, the fold, the
 * appeal's key. Whatever it holds could have been appended for real.
 */
export class SessionBuilder {
  state: ChatSessionState;
  readonly events: SessionEvent[] = [];
  readonly #key: SealingKey;
  readonly #isSealed: boolean;

  /** `isDestroyed`: the words were destroyed since, so none are put in. */
  constructor(
    head: Parameters<typeof emptyState>[0],
    key: SealingKey,
    { isDestroyed }: { isDestroyed: boolean },
  ) {
    this.state = emptyState(head);
    this.#key = key;
    this.#isSealed = !isDestroyed;
  }

  add(draft: EventDraft, { at, authorId, causeId, clientMessageId }: Said): void {
    assertLegal(this.state.status, draft.kind);
    const _id = newOpaqueId(at.getTime());
    const isSealed = draft.secret !== undefined && this.#isSealed;
    const event = {
      _id,
      sessionId: this.state._id,
      appealId: this.state.appealId,
      seq: this.state.headSeq + 1,
      ...(draft.audience === 'all' ? { publicSeq: this.state.publicHeadSeq + 1 } : {}),
      audience: draft.audience,
      kind: draft.kind,
      at,
      authorId,
      ...(clientMessageId === undefined
        ? {}
        : { clientMessageId, bodyHash: hashBody(draft, this.#key) }),
      ...(causeId === undefined ? {} : { causeId }),
      ...onceKeyIn({ sessionId: this.state._id, authorId, causeId, clientMessageId }),
      plain: draft.plain,
      ...(isSealed ? { sealed: sealJson(this.#key, draft.secret, eventAad(_id)) } : {}),
    } as SessionEvent;
    this.events.push(event);
    this.state = fold(this.state, event);
  }

  say(by: 'citizen' | { name: string; operatorId: string }, text: string, at: Date): void {
    const isCitizen = by === 'citizen';
    this.add(
      {
        kind: 'message.created',
        audience: 'all',
        plain: {
          ...(isCitizen
            ? { author: 'citizen' as const }
            : { author: 'operator' as const, authorName: by.name }),
          attachmentIds: [],
        },
        secret: { text, attachments: [] },
      },
      {
        at,
        authorId: isCitizen ? this.state.citizenId : by.operatorId,
        clientMessageId: randomUUID(),
      },
    );
  }

  open(request: { isTraining: boolean; isRecorded: boolean }, at: Date): void {
    const { citizenId: authorId, clientSessionId } = this.state;
    this.add(
      {
        kind: 'session.opened',
        audience: 'all',
        plain: {
          ...{ clientSessionId, channel: 'widget', locale: 'ru' },
          ...(request.isTraining ? { isTraining: true } : {}),
        },
      },
      { at, authorId, causeId: 'opened' },
    );
    this.#consent('processing', true, at);
    this.#consent('recording', request.isRecorded, at);
  }

  #consent(purpose: ConsentPurpose, isGiven: boolean, at: Date): void {
    const { version: textVersion, hash: textHash } = consentTexts.ru[purpose];
    this.add(
      {
        kind: 'consent.given',
        audience: 'all',
        plain: { purpose, isGiven, textVersion, textHash, channel: 'widget' },
      },
      { at, authorId: this.state.citizenId, causeId: `consent:${purpose}` },
    );
  }
}
