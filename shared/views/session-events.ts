import type {
  PlainOf,
  SecretOf,
  SessionEventKind,
  SessionEventShapes,
} from '../domain/session-events.js';
import type { Audience } from '../domain/states.js';

/** Dates cross the wire as ISO 8601 strings in UTC. */
export type Wire<T> = T extends Date
  ? string
  : T extends readonly (infer Item)[]
    ? Wire<Item>[]
    : T extends object
      ? { [Key in keyof T]: Wire<T[Key]> }
      : T;

/** An event as staff see it: everything, opened. */
export type StaffEventView = {
  [K in SessionEventKind]: {
    kind: K;
    eventId: string;
    seq: number;
    /** Absent on events a citizen never sees. */
    publicSeq?: number;
    audience: Audience;
    at: string;
    /** `citizen`, `bot`, `system` or an operator's id. */
    authorId: string;
    clientMessageId?: string;
    /** The sealed part could not be opened any more: its key was destroyed. */
    isDestroyed?: boolean;
    body: Wire<PlainOf<K>> & (SecretOf<K> extends null ? object : Partial<Wire<SecretOf<K>>>);
  };
}[SessionEventKind];

/** Kinds a citizen may see at all. A note is a `message.created` for staff and never becomes one of these. */
export const citizenEventKinds = [
  'session.opened',
  'consent.given',
  'message.created',
  'classification.made',
  'session.queued',
  'wait.changed',
  'callback.booked',
  'callback.due',
  'callback.tried',
  'callback.cancelled',
  'operator.joined',
  'operator.left',
  'escalation.opened',
  'escalation.stepped',
  'escalation.ended',
  'identity.requested',
  'identity.checked',
  'details.given',
  'silence.reminded',
  'silence.seat_freed',
  'closing.proposed',
  'closing.refused',
  'session.closed',
  'session.reopened',
  'rating.given',
  'recording.destroyed',
] as const satisfies readonly (keyof SessionEventShapes)[];
export type CitizenEventKind = (typeof citizenEventKinds)[number];

/** Fields of staff bodies that never leave for a citizen. */
type StaffOnlyField =
  | 'operatorId'
  | 'byOperatorId'
  | 'offerId'
  | 'boostMs'
  | 'isFlagged'
  | 'preferredOperatorId'
  | 'preferredUntil'
  | 'because'
  | 'poolId'
  | 'clientSessionId'
  | 'incidentId'
  | 'ranksAt'
  | 'phone';

/** An event as its citizen sees it: numbered by `publicSeq`, without staff ids and reasons. */
export type CitizenEventView = {
  [K in CitizenEventKind]: {
    kind: K;
    eventId: string;
    publicSeq: number;
    at: string;
    /** Present on the citizen's own messages, so that a pending bubble is replaced and not doubled. */
    clientMessageId?: string;
    isDestroyed?: boolean;
    body: Omit<
      Wire<PlainOf<K>> & (SecretOf<K> extends null ? object : Partial<Wire<SecretOf<K>>>),
      StaffOnlyField
    >;
  };
}[CitizenEventKind];
