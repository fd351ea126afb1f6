import type { RequestType } from '../domain/request-types.js';
import type {
  Channel,
  ClosingOutcome,
  EscalationStep,
  IdentityStep,
  Locale,
  Priority,
  SessionStatus,
  Stage,
  Tier,
} from '../domain/states.js';

/** An escalation window that is open. The remaining time is `deadlineAt` minus the server's clock, see `serverNow`. */
export interface EscalationView {
  escalationId: string;
  openedBy: 'citizen' | 'operator';
  openedAt: string;
  deadlineAt: string;
  step: EscalationStep;
}

/** Where a waiting citizen stands. */
export interface QueueView {
  /** 1 is next. */
  position: number;
  /** p50 and p90 of the pool's real waits; absent under 20 of them, no minutes are invented. */
  waitMs?: { p50: number; p90: number };
  /** Nobody who may take it is on shift now. */
  isUnattended: boolean;
  /** It is not working time; when that begins. */
  opensAt?: string;
  /** Nobody answers soon: booking a call or leaving the appeal is offered as well. */
  isLong?: true;
  /** Calls can be booked for this pool. */
  hasCallbacks?: true;
  /** The citizen has left the appeal and reads the answer later; whoever waits in the chat goes first for a while. */
  isLater?: true;
  /** Why the position is worse than before, where it is. */
  worsenedBy?: 'urgent_ahead' | 'raised_ahead' | 'returned_ahead' | 'older_ahead';
}

/** A call that was promised. */
export interface CallbackView {
  callbackId: string;
  /** When its slot begins and ends. */
  callAt: string;
  callUntil: string;
  /** 1 is the first call. */
  attempt: number;
  /** The slot has begun. */
  isDue: boolean;
  /** Where to call; absent where the citizen has named no number yet. Masked for the citizen, whose device others may hold. */
  phone?: string;
}

export interface ClosingView {
  outcome: ClosingOutcome;
  responsibleName?: string;
  dueAt?: string;
  summary?: string;
}

/** A session as its citizen sees it: what a refetch gives is what snapshot and events add up to. */
export interface CitizenSessionView {
  sessionId: string;
  appealNumber: string;
  status: SessionStatus;
  requestType?: RequestType;
  requestTypeTitle?: string;
  /** Who answers now. */
  operator?: { name: string; tier: Tier; isReconnecting: boolean };
  queue?: QueueView;
  escalation?: EscalationView;
  callback?: CallbackView;
  closing?: ClosingView;
  identityStep: IdentityStep;
  isIdentityRequested: boolean;
  identityBlockedUntil?: string;
  hasDetails: boolean;
  isRecorded: boolean;
  /** When an unrecorded talk's text is destroyed. */
  destroyedAt?: string;
  rating?: number;
  openedAt: string;
  closedAt?: string;
  /** Until then a word of the citizen reopens the closed session; afterwards it makes a repeat appeal. */
  reopensUntil?: string;
  /** Head of the events this citizen may see. */
  publicSeq: number;
  /** The server's clock when this view was made, for countdowns on devices whose own clock is wrong. */
  serverNow: string;
}

/** A row of the console's lists. */
export interface SessionRowView {
  sessionId: string;
  appealNumber: string;
  status: SessionStatus;
  requestType?: RequestType;
  poolId?: string;
  priority: Priority;
  citizenName?: string;
  /** Start of the last message everybody sees, masked. */
  lastText?: string;
  lastMessageAt?: string;
  lastAuthor?: 'citizen' | 'operator';
  openedAt: string;
  queuedAt?: string;
  /** Milliseconds since the epoch; the queue is in this order, smallest first. */
  rankAt?: number;
  /** Served before all that are not: a vanished operator's chat, a citizen who returned. */
  isFront?: boolean;
  isFlagged: boolean;
  /** A practice chat of the demo's simulation. */
  isTraining?: boolean;
  isCitizenOnline: boolean;
  owner?: {
    operatorId: string;
    name: string;
    tier: Tier;
    /** Since when a breach has put the chat upon them; absent where they took it themselves. */
    forcedAt?: string;
  };
  /** Who held it last, where nobody does: the citizen is silent, or was asked whether it helped. */
  lastOwner?: { operatorId: string; name: string };
  /** The citizen reads the answer later and need not be there. */
  isLater?: true;
  callback?: Omit<CallbackView, 'phone'>;
  /** Where it is offered as well while it waits. */
  overflowPoolId?: string;
  /** Where a transfer that nobody has taken yet is going. */
  transferPoolId?: string;
  escalation?: EscalationView;
  /** The operator's summary for the senior who is called is written already. */
  isHandOverReady?: boolean;
  /** Whose summary the new owner still waits for after an escalation, since when. */
  handOverFrom?: { operatorId: string; name: string; escalationId: string; since: string };
  stage: Stage;
  /** Head of the session's log. */
  seq: number;
  publicSeq: number;
}

/** One session with what the console's conversation and appeal card need. */
export interface StaffSessionView extends SessionRowView {
  callback?: CallbackView;
  appealId: string;
  citizenId: string;
  channel: Channel;
  locale: Locale;
  identityStep: IdentityStep;
  isIdentityRequested: boolean;
  contact?: string;
  isRecorded: boolean;
  classification?: {
    requestType: RequestType;
    confidence: number;
    decidedBy: 'model' | 'citizen' | 'operator' | 'transfer';
    because: string[];
    alternatives: { requestType: RequestType; confidence: number }[];
  };
  transfer?: {
    transferId: string;
    fromOperatorId: string;
    poolId: string;
    operatorId?: string;
    requestType?: RequestType;
    note?: string;
  };
  closing?: ClosingView;
  rating?: number;
  repeatOf?: string;
  /** The mass incident it belongs to. */
  incidentId?: string;
  closedAt?: string;
  serverNow: string;
}

/** How far the other side has got, as cursors that never go back. */
export interface ReceiptsView {
  /** `publicSeq` that reached / was seen by the citizen. */
  citizen: { delivered: number; read: number };
  /** The same for the staff side: whoever of them is furthest. */
  staff: { delivered: number; read: number };
}
