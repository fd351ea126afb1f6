import type { PlainOf, SessionEventKind } from '../../../shared/domain/session-events.js';
import type { Audience } from '../../../shared/domain/states.js';
import type { Sealed } from '../../storage/encryption/sealed.js';
import type { AuditEntry } from '../audit/audit-entry.js';

interface EventHead {
  /** Made before the first try, so that an unknown outcome can be read back. */
  _id: string;
  sessionId: string;
  appealId: string;
  /** 1, 2, 3 … without a gap; unique with `sessionId`, so the insert of n+1 is the decision. */
  seq: number;
  /** The same over events with `audience: 'all'`; absent on the others. */
  publicSeq?: number;
  audience: Audience;
  at: Date;
  /** A citizen's or an operator's id, `bot` or `system`. */
  authorId: string;
  /** A client's own id of its message: unique with session and author. */
  clientMessageId?: string;
  /** SHA-256 of what the client sent: the same id with another body is refused. */
  bodyHash?: string;
  /** What a clock or a reaction causes: unique with the session, so it happens once. */
  causeId?: string;
  /** `onceKeyOf` of this event, unique over all: what was asked for once is stored once. */
  onceKey?: string;
  /** The process that stored it: what follows from the event is that one's work, others only look. */
  nodeId?: string;
  /** What the audit log is to say of it, until that is kept there. */
  unaudited?: AuditEntry[];
  /** Sealed with the appeal's key under `eventAad`. */
  sealed?: Sealed;
}

/** One entry of a session's log as it is stored. */
export type SessionEvent<K extends SessionEventKind = SessionEventKind> = {
  [Kind in K]: EventHead & { kind: Kind; plain: PlainOf<Kind> };
}[K];

/** What the sealed part of an event is bound to. */
export const eventAad = (eventId: string): string => `sessionEvents:${eventId}:secret`;

/** What may be stored once: a cause of a session, or one author's message in it. */
export type OnceOnly =
  | { sessionId: string; causeId: string }
  | { sessionId: string; authorId: string; clientMessageId: string };

/** One field, because not every engine reads a compound or a partial index where a filter asks for more or less. */
export const onceKeyOf = (once: OnceOnly): string =>
  JSON.stringify(
    'causeId' in once
      ? [once.sessionId, once.causeId]
      : [once.sessionId, once.authorId, once.clientMessageId],
  );
