import { requestTypes, type RequestType } from '../../../../shared/domain/request-types.js';
import type { RankedType } from '../ranking.js';

/** A labelled text and what was predicted for it. */
export interface Outcome {
  actual: RequestType;
  predicted: RankedType;
  isDecided: boolean;
  /** What a citizen who is asked can choose from. */
  alternatives: readonly Pick<RankedType, 'requestType'>[];
}

export interface TypeScores {
  requestType: RequestType;
  /** Texts of this type. */
  count: number;
  /** Right among those predicted to be of this type, 0…1. */
  precision: number;
  /** Found among those that are of this type, 0…1. */
  recall: number;
  f1: number;
}

/** Predictions of about the same confidence. */
export interface CalibrationBin {
  /** Confidences from here, 0…1 … */
  from: number;
  /** … to below here. */
  to: number;
  count: number;
  meanConfidence: number;
  accuracy: number;
}

export interface Evaluation {
  count: number;
  accuracy: number;
  macroF1: number;
  byType: TypeScores[];
  bins: CalibrationBin[];
  /** Expected calibration error: mean distance between confidence and accuracy, 0…1. */
  calibrationError: number;
  decidedShare: number;
  /** Right among the decided, 0…1. */
  decidedAccuracy: number;
  /** Macro-F1 of the decided alone. */
  decidedMacroF1: number;
  /** Where the citizen is asked: how often one of the buttons is the right one, 0…1. */
  offeredShare: number;
  /** `confusion[actual][predicted]`, in the order of `requestTypes`. */
  confusion: number[][];
}

const binCount = 10;

const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
const mean = (values: readonly number[]): number =>
  ratio(
    values.reduce((sum, value) => sum + value, 0),
    values.length,
  );
const isRight = ({ actual, predicted }: Outcome): boolean => actual === predicted.requestType;
const computeAccuracy = (outcomes: readonly Outcome[]): number =>
  ratio(outcomes.filter(isRight).length, outcomes.length);

const scoreType = (requestType: RequestType, outcomes: readonly Outcome[]): TypeScores => {
  const actual = outcomes.filter((outcome) => outcome.actual === requestType);
  const predicted = outcomes.filter((outcome) => outcome.predicted.requestType === requestType);
  const right = actual.filter(isRight).length;
  return {
    requestType,
    count: actual.length,
    precision: ratio(right, predicted.length),
    recall: ratio(right, actual.length),
    f1: ratio(2 * right, actual.length + predicted.length),
  };
};

const listBins = (outcomes: readonly Outcome[]): CalibrationBin[] =>
  Array.from({ length: binCount }, (_, i) => {
    const inside = outcomes.filter(
      ({ predicted }) => Math.min(binCount - 1, Math.floor(predicted.confidence * binCount)) === i,
    );
    return {
      from: i / binCount,
      to: (i + 1) / binCount,
      count: inside.length,
      meanConfidence: mean(inside.map(({ predicted }) => predicted.confidence)),
      accuracy: computeAccuracy(inside),
    };
  }).filter(({ count }) => count > 0);

const scoreTypes = (outcomes: readonly Outcome[]): TypeScores[] =>
  requestTypes.map((requestType) => scoreType(requestType, outcomes));

const isOffered = ({ actual, alternatives }: Outcome): boolean =>
  alternatives.some(({ requestType }) => requestType === actual);

/** All scores of a set of predictions. A type without a text and without a prediction counts as F1 0. */
export const evaluateOutcomes = (outcomes: readonly Outcome[]): Evaluation => {
  const byType = scoreTypes(outcomes);
  const bins = listBins(outcomes);
  const decided = outcomes.filter(({ isDecided }) => isDecided);
  const asked = outcomes.filter(({ isDecided }) => !isDecided);
  return {
    count: outcomes.length,
    accuracy: computeAccuracy(outcomes),
    macroF1: mean(byType.map(({ f1 }) => f1)),
    byType,
    bins,
    calibrationError: bins.reduce(
      (sum, bin) =>
        sum + ratio(bin.count, outcomes.length) * Math.abs(bin.meanConfidence - bin.accuracy),
      0,
    ),
    decidedShare: ratio(decided.length, outcomes.length),
    decidedAccuracy: computeAccuracy(decided),
    decidedMacroF1: mean(scoreTypes(decided).map(({ f1 }) => f1)),
    offeredShare: ratio(asked.filter(isOffered).length, asked.length),
    confusion: requestTypes.map((actual) =>
      requestTypes.map(
        (predicted) =>
          outcomes.filter((o) => o.actual === actual && o.predicted.requestType === predicted)
            .length,
      ),
    ),
  };
};
