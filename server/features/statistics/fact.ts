import type { WaitInterval } from '../../../shared/routing/wait-interval.js';
import type { EscalationStep } from '../../../shared/domain/states.js';

interface FactHead {
  /** Follows from the event it tells of, so that telling it twice stores it once. */
  _id: string;
  /** When it was over. */
  at: Date;
  poolId: string;
}

/** A first wait, from the queue to whoever came, or to its end without anybody. */
export interface WaitFact extends FactHead {
  kind: 'wait';
  queuedAt: Date;
  waitMs: number;
  /** False: the citizen has left. */
  isServed: boolean;
  /** Where it began; absent where the log does not say. */
  position?: number;
  isUnattended?: boolean;
  /** The interval kept for it as it began; absent where none was. */
  foreseen?: WaitInterval;
  isTraining?: boolean;
}

export type OfferOutcome = 'accepted' | 'declined' | 'expired' | 'withdrawn';

export interface OfferFact extends FactHead {
  kind: 'offer';
  purpose: 'queue' | 'transfer' | 'escalation';
  operatorId: string;
  operatorName: string;
  outcome: OfferOutcome;
}

export type PromiseOutcome = 'accepted' | 'forced' | 'callback' | 'withdrawn' | 'closed';

export interface EscalationFact extends FactHead {
  kind: 'escalation';
  openedAt: Date;
  deadlineAt: Date;
  /** The widest step it had come to. */
  step: EscalationStep;
  outcome: PromiseOutcome;
}

/** A call that was promised, attempt by attempt. */
export interface CallFact extends FactHead {
  kind: 'call';
  /** When its slot began. */
  callAt: Date;
  /** `dropped`: cancelled by the citizen, or the chat was over before. */
  outcome: 'reached' | 'missed' | 'dropped';
  /** From the beginning of the slot to whoever called having the chat; 0 where somebody had it already. Of calls that were made. */
  lateMs?: number;
}

/** A transfer that somebody took. */
export interface TransferFact extends FactHead {
  kind: 'transfer';
  sessionId: string;
  appealNumber: string;
  from: { operatorId: string; name: string; poolId: string };
  to: { operatorId: string; name: string; poolId: string };
}

/** Something that events missed and the sweep found; of no log, so a rebuilding leaves it alone. */
export interface HealedFact extends FactHead {
  kind: 'healed';
  sessionId: string;
}

/** What is kept of what happened, for comparison. Nothing of the citizen is in it. */
export type RoutingFact =
  WaitFact | OfferFact | EscalationFact | CallFact | TransferFact | HealedFact;
export type FactKind = RoutingFact['kind'];
export type FactOf<K extends FactKind> = Extract<RoutingFact, { kind: K }>;
