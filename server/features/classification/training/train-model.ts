import { limits } from '../../../../shared/limits.js';
import { listOccurrences } from '../features.js';
import type { Calibration, Model, ModelFacts, Weights } from '../model.js';
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
export const fitAndScore = ({ known, unseen }: Split): ScoredText[] =>
  scoreTexts(fitWeights(known), unseen);

/** Predicts each sitting from all others, and from `beside`. Needs two sittings. */
const scoreBySitting = (
  texts: readonly LabelledText[],
  beside: readonly LabelledText[],
  progress: Progress,
): ScoredText[] =>
  splitBySitting(texts).flatMap(({ sitting, known, unseen }) => {
    const scored = fitAndScore({ known: [...known, ...beside], unseen });
    const plain = evaluateOutcomes(decideScored(scored, { temperature: 1, threshold: 0 }));
    progress(
      `${sitting} from the others: ${unseen.length} texts, macro-F1 ${plain.macroF1.toFixed(3)}`,
    );
    return scored;
  });

const countExpected = (outcomes: readonly Outcome[]): ModelFacts['expected'] => {
  const expected: ModelFacts['expected'] = {};
  for (const { actual, predicted, isDecided } of outcomes) {
    if (!isDecided) continue;
    const type = (expected[predicted.requestType] ??= { decided: 0, wrong: 0 });
    type.decided += 1;
    if (actual !== predicted.requestType) type.wrong += 1;
  }
  return expected;
};

/** Scores of the held-out part by a model fitted without it, decided as the given calibration says. */
export const evaluateHeldOut = (
  texts: readonly LabelledText[],
  calibration: Calibration,
  beside: readonly LabelledText[] = [],
): Evaluation => {
  const { known, unseen } = splitHeldOut(texts);
  const scored = fitAndScore({ known: [...known, ...beside], unseen });
  return evaluateOutcomes(decideScored(scored, calibration));
};

/**
 * The whole run: cross-validation by sitting, calibration on its predictions, scores of the held-out part, and the
 * final fit to every training text. `beside` are learned in every fit and predicted in none: corrections were chosen
 * for having been wrong, and would make a calibration timid. Deterministic. Takes about a minute on one core for 5,400
 * texts.
 */
export const trainModel = (
  texts: readonly LabelledText[],
  dataHash: string,
  progress: Progress,
  beside: readonly LabelledText[] = [],
): { model: Model; bySitting: Evaluation; heldOut: Evaluation } => {
  const scored = scoreBySitting(texts, beside, progress);
  const calibration = chooseCalibration(scored);
  const outcomes = decideScored(scored, calibration);
  const bySitting = evaluateOutcomes(outcomes);
  progress(`temperature ${calibration.temperature}, threshold ${calibration.threshold}`);
  const heldOut = evaluateHeldOut(texts, calibration, beside);
  progress(`held-out part: ${heldOut.count} texts, macro-F1 ${heldOut.macroF1.toFixed(3)}`);
  const all = [...texts, ...beside];
  progress(`fitting to all ${all.length} texts`);
  const scores = {
    leaveOneSittingOut: Number(bySitting.macroF1.toFixed(4)),
    heldOut: Number(heldOut.macroF1.toFixed(4)),
  };
  const expected = countExpected(outcomes);
  const facts = { dataHash, exampleCount: all.length, scores, expected };
  return { model: { ...fitWeights(all), facts, calibration }, bySitting, heldOut };
};
