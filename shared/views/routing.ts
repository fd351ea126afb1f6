import type { DecisionRecord } from '../routing/decision-record.js';
import type { RequestType } from '../domain/request-types.js';
import type { IdentityStep, PresenceState, Priority, Role, Stage } from '../domain/states.js';
import type { EscalationView } from './chat-session.js';

/** What a senior has to know before answering a call [spec 4]: how far it has come, who writes, what was tried. */
export interface CallBriefView {
  /** Who has the chat; absent where it waits. */
  ownerName?: string;
  stage: Stage;
  identityStep: IdentityStep;
  files: number;
  /** The operator's summary where it is written already, cut and masked. */
  summary?: string;
  /** Else what the citizen was told last, cut and masked. */
  lastAnswer?: string;
}

/** A session proposed to one member of staff. */
export interface OfferView {
  offerId: string;
  sessionId: string;
  appealNumber: string;
  purpose: 'queue' | 'transfer' | 'escalation';
  requestType?: RequestType;
  poolId?: string;
  priority: Priority;
  /** What the citizen wrote first, cut and masked. */
  firstText?: string;
  waitingSince: string;
  /** Time shown; the server waits one second longer. */
  expiresAt: string;
  transferNote?: string;
  transferFromName?: string;
  escalation?: EscalationView;
  /** Of a call for a senior. */
  brief?: CallBriefView;
  serverNow: string;
}

/** Why an offer left the screen. `byName`: who has the session now, where that is known. */
export interface OfferEndedView {
  offerId: string;
  sessionId: string;
  outcome: 'accepted' | 'declined' | 'expired' | 'withdrawn';
  byName?: string;
}

export interface PoolView {
  poolId: string;
  code: string;
  title: string;
  requestTypes: RequestType[];
  escalationWindowMs: number;
}

export interface OperatorView {
  operatorId: string;
  name: string;
  role: Role;
  poolIds: string[];
  presence: PresenceState;
  /** Normal seats taken and owned. */
  load: number;
  capacity: number;
  /** Of the demo's simulation: takes practice chats, and nothing else. */
  isTraining?: boolean;
}

/** One line of the supervisor's board. */
export interface PoolBoardView {
  poolId: string;
  title: string;
  /** It does not work at this hour: nobody of it is offered anything. */
  isClosed?: true;
  /** In the chat; the longest of them since `oldestQueuedAt`. */
  waiting: number;
  oldestQueuedAt?: string;
  /** Left for an answer that is read later. */
  later: number;
  /** Calls that are promised. */
  callbacks: number;
  active: number;
  seatsTaken: number;
  seatsTotal: number;
  operatorsOnline: number;
  escalations: {
    sessionId: string;
    appealNumber: string;
    deadlineAt: string;
    step: EscalationView['step'];
  }[];
  /** Summaries for a senior that are not written yet. */
  owedSummaries: OwedSummaryView[];
}

export interface OwedSummaryView {
  sessionId: string;
  appealNumber: string;
  fromName: string;
  /** Who waits for it, while somebody holds the chat. */
  toName?: string;
  since: string;
}

export interface BoardView {
  pools: PoolBoardView[];
  operators: OperatorView[];
  /** Redis does not answer the process that was asked: others are heard of a second later. */
  isRedisDown?: true;
  serverNow: string;
}

/** Why an offer went to whom it went: the facts, from which everything else follows (`replayDecision`). */
export interface DecisionView extends DecisionRecord {
  offerId: string;
  at: string;
}
