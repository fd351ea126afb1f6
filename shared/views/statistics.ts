import type { EscalationStep } from '../domain/states.js';

/** Real waits of newcomers that ended in the time asked for. Percentiles are absent where nobody was served. */
export interface WaitFigures {
  served: number;
  /** Left before anybody came. */
  left: number;
  p50Ms?: number;
  p90Ms?: number;
  longestMs?: number;
}

/** What came of the intervals kept for waits as they began (docs/adr/0011-honest-interval.md). Aim: 80 % inside. */
export interface CalibrationFigures {
  /** Waits with an interval whose outcome is known. */
  known: number;
  /** Not sooner than p10 and not later than p90. */
  inside: number;
  sooner: number;
  later: number;
  /** Over by p50: half, where the figures are right. */
  withinHalf: number;
  /** Left before the interval was over: nobody knows how long it would have been. */
  unknown: number;
}

/** Escalations that ended, by what became of the promise. */
export interface PromiseFigures {
  /** A senior came before the deadline, by the widest step it had come to. */
  keptIn: Record<EscalationStep, number>;
  /** A senior came after it, before anybody was assigned. */
  late: number;
  /** The duty supervisor, by force. */
  forced: number;
  callback: number;
  /** Taken back by the citizen, or closed by them. */
  withdrawn: number;
  /** From the call to the senior, of those kept. */
  p50Ms?: number;
  p90Ms?: number;
  /** How long after the deadline the system itself acted, at worst. */
  latestActMs?: number;
}

/** Calls that were promised for a slot, attempt by attempt. */
export interface CallFigures {
  made: number;
  reached: number;
  /** Whoever called had the chat before the slot was over. */
  inTime: number;
  /** Cancelled by the citizen, or the chat was over before. */
  dropped: number;
  /** From the beginning of the slot, of those made. */
  p90LateMs?: number;
  latestMs?: number;
}

/** By how much later-comers were served first. */
export interface OvertakingFigures {
  /** Served after somebody who had come later. */
  overtaken: number;
  worstMs: number;
  p99Ms: number;
  /** What the order of the queue allows: the largest boost. */
  boundMs: number;
  beyond: number;
}

/** How evenly chats were offered to people free for more than ten minutes: offers for each free hour. */
export interface SpreadFigures {
  people: number;
  p10?: number;
  p90?: number;
  /** 0: everybody the same; 1: one has all. */
  gini?: number;
}

export interface Figures {
  waits: WaitFigures;
  calibration: CalibrationFigures;
  promises: PromiseFigures;
  calls: CallFigures;
  overtaking: OvertakingFigures;
}

export interface HourFigures {
  /** 0…23, of each day asked for. */
  hour: number;
  served: number;
  p50Ms?: number;
  p90Ms?: number;
}

export interface DayFigures extends Figures {
  /** `2026-11-30` */
  day: string;
}

export interface GroupFigures extends Figures {
  hours: HourFigures[];
  days: DayFigures[];
  spread: SpreadFigures;
}

export interface PoolFigures extends GroupFigures {
  poolId: string;
  title: string;
}

/** Offers of the queue to one person, and how long they could have been offered one. */
export interface OperatorFigures {
  operatorId: string;
  name: string;
  availableMs: number;
  offered: number;
  accepted: number;
  declined: number;
  missed: number;
  /** Taken back before an answer. */
  withdrawn: number;
  /** Offers for each hour free; absent for who was free for less than ten minutes. */
  perHour?: number;
}

/** A chat that came back by transfer to where it had been transferred away from. */
export interface TransferLoopView {
  sessionId: string;
  appealNumber: string;
  at: string;
  kind: 'operator' | 'pool';
  /** Names of people, or titles of pools, from where it left to where it came back. */
  path: string[];
}

export interface StatisticsView {
  /** The first and the last day, `2026-11-30`. */
  from: string;
  to: string;
  timeZone: string;
  total: GroupFigures;
  /** Where one pool was asked for: that one alone. */
  pools: PoolFigures[];
  operators: OperatorFigures[];
  loops: TransferLoopView[];
  /** What events missed and the sweep found: 0, unless a listener or a process failed. */
  healed: number;
  serverNow: string;
}
