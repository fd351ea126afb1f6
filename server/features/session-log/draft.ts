import { createHmac } from 'node:crypto';
import type { PlainOf, SecretOf, SessionEventKind } from '../../../shared/domain/session-events.js';
import type { Audience } from '../../../shared/domain/states.js';
import type { SealingKey } from '../../storage/encryption/sealed.js';
import type { AuditEntry } from '../audit/audit-entry.js';
import type { ChatSessionState } from './state.js';

/** An event that a rule has decided on, before it has a number. */
export type EventDraft<K extends SessionEventKind = SessionEventKind> = {
  [Kind in K]: {
    kind: Kind;
    audience: Audience;
    plain: PlainOf<Kind>;
  } & (SecretOf<Kind> extends null ? { secret?: undefined } : { secret: SecretOf<Kind> });
}[K];

/** Looks at the folded session and answers what comes next, `null` for nothing, or throws a `DomainError`. */
export type Decide = (state: ChatSessionState) => EventDraft | null;

export interface AppendRequest {
  sessionId: string;
  /** A citizen's or operator's id, `bot` or `system`. */
  authorId: string;
  decide: Decide;
  /** Makes a client's repeat harmless: the first answer is given again. */
  clientMessageId?: string;
  /** The author's `clientMessageId` that must be stored before this one. */
  follows?: string | undefined;
  /** Makes a clock's or reaction's repeat harmless. */
  causeId?: string;
  /** What the audit log is to say of it: stored with the event. */
  entry?: AuditEntry;
}

/**
 * What two sends under one `clientMessageId` must agree in. Keyed with the appeal's key: a plain hash of a short
 * word, a phone or a document number is read back by trying them all.
 */
export const hashBody = (draft: EventDraft, key: SealingKey): string =>
  createHmac('sha256', key.bytes)
    .update('message-body\n')
    .update(JSON.stringify([draft.kind, draft.audience, draft.plain, draft.secret ?? null]))
    .digest('hex');
