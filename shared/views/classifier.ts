import type { RequestType } from '../domain/request-types.js';

/** Of what the model placed without asking in one period. */
export interface ShareView {
  decided: number;
  /** People said another type. */
  corrected: number;
}

/** `worse` and `better` only where it is certain and large enough to matter; `unknown`: too few talks. */
export type DriftView = 'worse' | 'better' | 'same' | 'unknown';

export interface TypeFiguresView extends ShareView {
  /** The type the model said. */
  requestType: RequestType;
  /** The period of the same length before. */
  before: ShareView;
  drift: DriftView;
}

/** Taken for one type, said to be another by people. */
export interface PairView {
  predicted: RequestType;
  corrected: RequestType;
  count: number;
}

/** One type is corrected more often than it was. */
export interface DriftAlarmView {
  requestType: RequestType;
  raisedAt: string;
  /** The seven days that were looked at. */
  recent: ShareView;
  before: ShareView;
  /** What `before` is: the days before them, or what the model promised when it was trained. */
  baseline: 'days' | 'evaluation';
}

export interface ModelView {
  /** The first digits of its training data's hash. */
  modelId: string;
  /** The shipped one, or one trained here from corrections. */
  source: 'shipped' | 'own';
  texts: number;
  /** How many of the texts are corrections. */
  corrections: number;
}

/** What people's corrections say of the classifier. Recorded talks alone are counted. */
export interface ClassifierReviewView {
  from: string;
  to: string;
  /** Absent where the answering process has none that names itself. */
  model?: ModelView;
  types: TypeFiguresView[];
  /** The commonest first. */
  pairs: PairView[];
  /** Of the last four weeks, newest first. */
  alarms: DriftAlarmView[];
}

export interface CorrectionView {
  sessionId: string;
  /** When the model answered. */
  at: string;
  /** What it read, long numbers and addresses masked. */
  text: string;
  predicted: RequestType;
  /** 0…1 */
  confidence: number;
  /** Placed without asking. */
  isDecided: boolean;
  corrected: RequestType;
  by: 'citizen' | 'operator' | 'transfer';
  /** Of the staff; absent for a citizen. */
  byName?: string;
  correctedAt: string;
  modelId?: string;
}

export interface CorrectionPageView {
  corrections: CorrectionView[];
  /** Asks for the next page; absent on the last. */
  next?: string;
}
