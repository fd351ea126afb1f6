import type {
  ForeseenWait,
  PlainOf,
  TransferTarget,
} from '../../../shared/domain/session-events.js';
import type { RequestType } from '../../../shared/domain/request-types.js';
import type {
  Channel,
  ClosingOutcome,
  EscalationStep,
  IdentityStep,
  Locale,
  Priority,
  SeatKind,
  SessionStatus,
  Stage,
  Tier,
} from '../../../shared/domain/states.js';
import type { Sealed } from '../../storage/encryption/sealed.js';

/** A sealed part of an event, carried along so that lists need no second read. */
export interface SealedRef {
  eventId: string;
  sealed: Sealed;
}

export interface OpenOffer {
  offerId: string;
  purpose: 'queue' | 'transfer' | 'escalation';
  operatorId: string;
  operatorName: string;
  seatKind: SeatKind;
  madeAt: Date;
  expiresAt: Date;
}

export interface OpenEscalation {
  escalationId: string;
  openedBy: 'citizen' | 'operator';
  openedAt: Date;
  deadlineAt: Date;
  step: EscalationStep;
  steps: { step: EscalationStep; dueAt: Date }[];
  /** Seniors who let an offer of the current step pass. */
  passedBy: string[];
  /** `rankAt` before this escalation moved the waiting session up. */
  rankBefore?: number;
  /** The operator's summary, written before the senior has come: whoever wrote it owes none. */
  handedOver?: { operatorId: string; summary?: SealedRef };
}

export interface OpenCallback {
  callbackId: string;
  /** When its slot begins. */
  callAt: Date;
  /** 1 is the first call. */
  attempt: number;
  isDue: boolean;
  /** Absent after a breach, until the citizen names one. */
  phone?: SealedRef;
}

export interface OpenTransfer {
  transferId: string;
  fromOperatorId: string;
  requestedAt: Date;
  target: TransferTarget;
  note?: SealedRef;
  passedBy: string[];
  /** How the last one who was asked let it pass. */
  lastRefusal?: 'declined' | 'expired';
}

/**
 * What a session's log adds up to. It is stored as the `chatSessions` projection and can always be rebuilt by
 * folding the log from its first event.
 */
export interface ChatSessionState {
  _id: string;
  appealId: string;
  appealNumber: string;
  citizenId: string;
  clientSessionId: string;
  headSeq: number;
  publicHeadSeq: number;
  /** When the last event was stored. */
  headAt?: Date;
  status: SessionStatus;
  channel: Channel;
  locale: Locale;
  repeatOf?: string;
  /** A practice chat: matching keeps it among practice people. */
  isTraining?: boolean;
  openedAt: Date;
  closedAt?: Date;
  closeReason?: PlainOf<'session.closed'>['reason'];
  /** Reopened, and nobody has taken it since. */
  reopenedAt?: Date;
  isRecorded: boolean;
  hasProcessingConsent: boolean;
  classification?: {
    requestType: RequestType;
    confidence: number;
    decidedBy: 'model' | 'citizen' | 'operator' | 'transfer';
    isDecided: boolean;
    alternatives: { requestType: RequestType; confidence: number }[];
    /** Decided for want of a clear answer. */
    isUnsure?: boolean;
    because?: SealedRef;
  };
  /** The citizen's last word (`publicSeq`) the classification knows. */
  classifiedUpTo?: number;
  /** How often the bot asked what it is about. */
  clarifyCount: number;
  poolId?: string;
  /** Where it is offered as well while it waits. */
  overflowPoolId?: string;
  isFlagged: boolean;
  priority: Priority;
  queuedAt?: Date;
  isFront: boolean;
  /** Milliseconds since the epoch, `queuedAt − boost`; the queue is in this order. */
  rankAt?: number;
  preferred?: { operatorId: string; until: Date };
  /** Of the wait that has begun. */
  foreseen?: ForeseenWait;
  offers: OpenOffer[];
  /** Who declined or missed it since it was queued. */
  passedBy: string[];
  /** Offers of the queue that nobody took, since it was queued. */
  offersPassed?: number;
  /** When the last of them declined it. */
  declinedAt?: Date;
  owner?: {
    operatorId: string;
    name: string;
    tier: Tier;
    offerId: string;
    seatKind: SeatKind;
    joinedAt: Date;
  };
  /** Who knows the case. */
  lastOwner?: { operatorId: string; name: string };
  stage: Stage;
  transfer?: OpenTransfer;
  escalation?: OpenEscalation;
  /** Who owes the senior a summary, since when. */
  handOverFrom?: { operatorId: string; name: string; escalationId: string; since?: Date };
  /** A call that is promised. */
  callback?: OpenCallback;
  /** The appeal is left for an answer that is read later. */
  later?: { since: Date; rankBefore: number; isFrontBefore: boolean };
  /** The first wait in the chat is over, without anybody who came. */
  hasEndedWait?: boolean;
  /** Set aside by a booked call, and back by the citizen's wish. */
  isBackToPlace?: boolean;
  identity: {
    isRequested: boolean;
    step: IdentityStep;
    failures: number;
    blockedUntil?: Date;
  };
  details?: SealedRef;
  firstMessage?: SealedRef;
  firstAnsweredAt?: Date;
  lastMessage?: SealedRef & { at: Date; author: 'citizen' | 'operator' };
  /** The last `clientMessageId` of each author. */
  lastSaid?: Record<string, string>;
  /** Heads by `publicSeq` and time, for silence and for a close that would overlook a word. */
  citizenSpoke?: { publicSeq: number; at: Date };
  operatorSpoke?: { publicSeq: number; at: Date };
  remindedAfter?: number;
  remindedAt?: Date;
  /** `publicHeadSeq` when the session was set aside; a later word of the citizen brings it back. */
  pausedAtPublicSeq?: number;
  closing?: {
    outcome: ClosingOutcome;
    responsibleName?: string;
    dueAt?: Date;
    proposedAt: Date;
    summary?: SealedRef;
  };
  /** The mass incident it belongs to. */
  incidentId?: string;
  rating?: number;
  isDestroyed: boolean;
}
