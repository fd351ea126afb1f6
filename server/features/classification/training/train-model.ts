import { limits } from '../../../../shared/limits.js';
import { listOccurrences } from '../features.js';
import type { Calibration, Model, Weights } from '../model.js';
import { computeScores, rankTypes } from '../ranking.js';
import { readWords } from '../text/words.js';
import { chooseCalibration, type ScoredText } from './calibration.js';
import { evaluateOutcomes, type Evaluation, type Outcome } from './evaluation.js';
import { fitWeights } from './fit-weights.js';
import type { LabelledText } from './labelled-texts.js';
import { splitBySitting, splitHeldOut, type Split } from './split.js';

/** Told while a run goes on, a line a step. */
export type Progress = (line: string) => void;

const scoreTexts = (weights: Weights, texts: readonly LabelledText[]): ScoredText[] =>
  texts.map(({ text, requestType }) => ({
    actual: requestType,
    scores: computeScores(weights, listOccurrences(readWords(text))),
  }));

/** What a calibrated model says about texts whose scores are known. */
export const decideScored = (
  texts: readonly ScoredText[],
  { temperature, threshold }: Calibration,
): Outcome[] =>
  texts.flatMap(({ actual, scores }) => {
    const alternatives = rankTypes(scores, temperature).slice(
      0,
      limits.classification.alternatives,
    );
    const [predicted] = alternatives;
    const isDecided = (predicted?.confidence ?? 0) >= threshold;
    return predicted ? [{ actual, predicted, isDecided, alternatives }] : [];
  });

/** Fits to the known texts and scores the unseen ones. */
const fitAndScore = ({ known, unseen }: Split): ScoredText[] =>
  scoreTexts(fitWeights(known), unseen);

/** Predicts each sitting from all others. Needs two sittings. */
const scoreBySitting = (texts: readonly LabelledText[], progress: Progress): ScoredText[] =>
  splitBySitting(texts).flatMap((split) => {
    const scored = fitAndScore(split);
    const plain = evaluateOutcomes(decideScored(scored, { temperature: 1, threshold: 0 }));
    progress(
      `${split.sitting} from the others: ${split.unseen.length} texts, macro-F1 ${plain.macroF1.toFixed(3)}`,
    );
    return scored;
  });

/** Scores of the held-out part by a model fitted without it, decided as the given calibration says. */
export const evaluateHeldOut = (
  texts: readonly LabelledText[],
  calibration: Calibration,
): Evaluation => evaluateOutcomes(decideScored(fitAndScore(splitHeldOut(texts)), calibration));

/**
 * The whole run: cross-validation by sitting, calibration on its predictions, scores of the held-out part, and the
 * final fit to every training text. Deterministic. Takes about a minute on one core for 5,400 texts.
 */
export const trainModel = (
  texts: readonly LabelledText[],
  dataHash: string,
  progress: Progress,
): { model: Model; bySitting: Evaluation; heldOut: Evaluation } => {
  const scored = scoreBySitting(texts, progress);
  const calibration = chooseCalibration(scored);
  const bySitting = evaluateOutcomes(decideScored(scored, calibration));
  progress(`temperature ${calibration.temperature}, threshold ${calibration.threshold}`);
  const heldOut = evaluateHeldOut(texts, calibration);
  progress(`held-out part: ${heldOut.count} texts, macro-F1 ${heldOut.macroF1.toFixed(3)}`);
  progress(`fitting to all ${texts.length} texts`);
  const scores = {
    leaveOneSittingOut: Number(bySitting.macroF1.toFixed(4)),
    heldOut: Number(heldOut.macroF1.toFixed(4)),
  };
  const facts = { dataHash, exampleCount: texts.length, scores };
  return { model: { ...fitWeights(texts), facts, calibration }, bySitting, heldOut };
};
