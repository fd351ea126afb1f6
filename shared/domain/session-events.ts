import type { OverflowReason } from '../routing/overflow.js';
import type { WaitInterval } from '../routing/wait-interval.js';
import type { RequestType } from './request-types.js';
import type {
  Channel,
  ClosingOutcome,
  DeclineReason,
  EscalationStep,
  IdentityDocument,
  IdentityStep,
  Locale,
  SeatKind,
  Stage,
  Tier,
  WaitMode,
} from './states.js';

/** A file as its message shows it. Bytes are fetched by `attachmentId`. */
export interface AttachmentCard {
  attachmentId: string;
  /** As the sender named it, cleaned of paths and control characters. */
  name: string;
  mediaType: 'image/jpeg' | 'image/png' | 'image/webp' | 'application/pdf' | 'text/plain';
  bytes: number;
  /** Pixels after re-encoding; images only. */
  width?: number;
  height?: number;
}

/** A button under a bot's message. */
export type MessageChoice =
  { kind: 'request_type'; requestType: RequestType } | { kind: 'escalate' } | { kind: 'operator' };

/** Where a transfer goes; `requestType` corrects the classification when it is completed. */
export interface TransferTarget {
  poolId: string;
  operatorId?: string;
  requestType?: RequestType;
}

/** A wait as it begins. */
export interface ForeseenWait {
  /** 1 is next. */
  position: number;
  /** Nobody of the pool was on shift: no interval, and no wait to learn from. */
  isUnattended: boolean;
  /** Absent under 20 real waits to go by. */
  waitMs?: WaitInterval;
}

export type QueuedReason =
  | 'classified'
  | 'operator_vanished'
  | 'citizen_returned'
  | 'not_solved'
  | 'reopened'
  | 'transferred'
  /** The time to call has come. */
  | 'callback_due'
  /** No call is waited for any more: back to where it stood. */
  | 'back_to_place';

/**
 * Every kind of event in a session's log: `plain` is stored as it is, `secret` sealed with the appeal's key.
 * What staff see is both; what a citizen sees is chosen kind by kind in the presenter.
 */
export interface SessionEventShapes {
  'session.opened': {
    plain: {
      clientSessionId: string;
      channel: Channel;
      locale: Locale;
      /** Number of an earlier appeal the citizen cited. */
      repeatOf?: string;
      /** A repeat whose first appeal can still be answered where it is: linked, and not moved up. */
      isRaised?: boolean;
      /** A portal vouches for the citizen; absent for guests. */
      identityStep?: 'portal';
      /** A practice chat of the demo's simulation. */
      isTraining?: boolean;
    };
    secret: null;
  };
  'consent.given': {
    plain: {
      purpose: 'processing' | 'recording';
      isGiven: boolean;
      textVersion: string;
      textHash: string;
      channel: Channel;
    };
    secret: null;
  };
  'message.created': {
    plain: {
      author: 'citizen' | 'operator' | 'bot';
      /** Shown name of a member of staff; absent for citizen and bot. */
      authorName?: string;
      choices?: MessageChoice[];
      /** The bot's texts are catalogue entries, shown in the reader's language. */
      textKey?: string;
      /** One answer to all chats of an incident; it takes nobody's turn and stops no clock. */
      isToAll?: boolean;
      incidentId?: string;
      attachmentIds: string[];
    };
    secret: { text: string; attachments: AttachmentCard[] };
  };
  'classification.made': {
    plain: {
      requestType: RequestType;
      /** 0…1 */
      confidence: number;
      decidedBy: 'model' | 'citizen' | 'operator' | 'transfer';
      /** False: a clarifying question follows. */
      isDecided: boolean;
      alternatives: { requestType: RequestType; confidence: number }[];
      /** Decided for want of a clear answer: the model itself was not sure. */
      isUnsure?: boolean;
      /** Which model said so. */
      modelId?: string;
    };
    secret: { because: string[] };
  };
  'session.queued': {
    plain: {
      poolId: string;
      reason: QueuedReason;
      queuedAt: Date;
      boostMs: number;
      /** What the boost would be without the escalation that is open: where a withdrawal puts it back to. */
      boostWithoutCallMs?: number;
      /** Before everyone who is not at the front. */
      isFront: boolean;
      /** Nobody could tell what it is about. */
      isFlagged: boolean;
      /** Offered to this operator alone until `preferredUntil`. */
      preferredOperatorId?: string;
      preferredUntil?: Date;
      /** What could be said of a first wait as it began: what came of it is held against this. */
      foreseen?: ForeseenWait;
    };
    secret: null;
  };
  /** The citizen waits in the chat, or leaves the appeal and reads the answer later. */
  'wait.changed': {
    plain: {
      mode: WaitMode;
      /** `system`: the citizen has been gone for long. */
      by: 'citizen' | 'system';
      /** For `later`: whoever waits in the chat and came before this goes first. */
      ranksAt?: Date;
    };
    secret: null;
  };
  'callback.booked': {
    plain: {
      callbackId: string;
      /** When the slot begins. */
      callAt: Date;
    };
    secret: { phone: string };
  };
  /** The slot has begun: the session goes to whoever calls. */
  'callback.due': { plain: { callbackId: string; attempt: number }; secret: null };
  'callback.tried': {
    plain: {
      callbackId: string;
      /** 1 is the first call. */
      attempt: number;
      isReached: boolean;
      /** When the next attempt is made; absent: it was the last. */
      nextAt?: Date;
    };
    secret: null;
  };
  'callback.cancelled': { plain: { callbackId: string }; secret: null };
  /** From now on it is offered in another pool as well; its place and its own pool stay. */
  'session.overflowed': { plain: { poolId: string; reason: OverflowReason }; secret: null };
  'offer.made': {
    plain: {
      offerId: string;
      purpose: 'queue' | 'transfer' | 'escalation';
      operatorId: string;
      operatorName: string;
      seatKind: SeatKind;
      expiresAt: Date;
      /** Why this one: how many were eligible, and the order the choice was made in. */
      eligible: number;
      load: number;
      idleSince?: Date;
    };
    secret: null;
  };
  'offer.ended': {
    plain: {
      offerId: string;
      operatorId: string;
      outcome: 'declined' | 'expired' | 'withdrawn';
      reason?: DeclineReason;
    };
    secret: null;
  };
  'operator.joined': {
    plain: {
      operatorId: string;
      operatorName: string;
      tier: Tier;
      offerId: string;
      how: 'offer' | 'taken' | 'transfer' | 'escalation' | 'forced';
    };
    secret: null;
  };
  'operator.left': {
    plain: { operatorId: string; operatorName: string; reason: 'vanished' | 'released' };
    secret: null;
  };
  'stage.changed': { plain: { stage: Stage }; secret: null };
  'transfer.requested': {
    plain: { transferId: string; fromOperatorId: string; target: TransferTarget };
    secret: { note: string };
  };
  'transfer.ended': {
    plain: { transferId: string; outcome: 'declined' | 'expired' | 'cancelled' };
    secret: null;
  };
  'escalation.opened': {
    plain: {
      escalationId: string;
      openedBy: 'citizen' | 'operator';
      openedAt: Date;
      deadlineAt: Date;
      /** When each wider step begins. */
      steps: { step: EscalationStep; dueAt: Date }[];
      /** How far a session that still waits moves up. */
      boostMs: number;
    };
    secret: null;
  };
  'escalation.stepped': { plain: { escalationId: string; step: EscalationStep }; secret: null };
  'escalation.ended': {
    plain: {
      escalationId: string;
      outcome: 'withdrawn' | 'callback' | 'closed';
      /** When the citizen will be called, for `callback`. */
      callbackAt?: Date;
    };
    secret: null;
  };
  'escalation.handed_over': {
    plain: { escalationId: string; fromOperatorId: string; fromOperatorName: string };
    secret: { summary: string };
  };
  'identity.requested': { plain: { byOperatorId: string }; secret: null };
  'identity.checked': {
    plain: {
      isMatched: boolean;
      document: IdentityDocument;
      step: IdentityStep;
      attemptsLeft: number;
      blockedUntil?: Date;
    };
    secret: null;
  };
  'details.given': { plain: object; secret: { name?: string; contact?: string } };
  'silence.reminded': { plain: { afterPublicSeq: number }; secret: null };
  'silence.seat_freed': {
    plain: { afterPublicSeq: number; operatorId: string; operatorName: string };
    secret: null;
  };
  'closing.proposed': {
    plain: {
      outcome: ClosingOutcome;
      operatorId: string;
      operatorName: string;
      responsibleName?: string;
      /** The day by which the work will be done, for `in_progress`. */
      dueAt?: Date;
    };
    secret: { summary: string };
  };
  'closing.refused': { plain: object; secret: null };
  'session.closed': {
    plain: {
      by: 'citizen' | 'operator' | 'system';
      reason: 'confirmed' | 'not_confirmed' | 'closed_by_citizen' | 'citizen_left';
    };
    secret: null;
  };
  'session.reopened': { plain: object; secret: null };
  'incident.joined': {
    plain: {
      incidentId: string;
      /** Noticed with the others, come while it was open, or put there by a supervisor. */
      how: 'noticed' | 'later' | 'by_hand';
    };
    secret: null;
  };
  'incident.left': { plain: { incidentId: string }; secret: null };
  'rating.given': { plain: { score: number }; secret: { comment: string } };
  'recording.destroyed': { plain: object; secret: null };
}

export type SessionEventKind = keyof SessionEventShapes;
export type PlainOf<K extends SessionEventKind> = SessionEventShapes[K]['plain'];
export type SecretOf<K extends SessionEventKind> = SessionEventShapes[K]['secret'];
