import type { Classifier } from '../features/classification/classifier.js';
import { testSets, trainingFolder } from '../features/classification/data-files.js';
import { loadClassifier } from '../features/classification/load-classifier.js';
import { reportEvaluation } from '../features/classification/training/evaluation-report.js';
import {
  evaluateOutcomes,
  type Evaluation,
} from '../features/classification/training/evaluation.js';
import {
  hashSittings,
  readSittings,
  type LabelledText,
} from '../features/classification/training/labelled-texts.js';
import { findNearDuplicates } from '../features/classification/training/near-duplicates.js';
import { evaluateHeldOut } from '../features/classification/training/train-model.js';
import { readLabelledFile } from './read-labelled.js';

export interface EvaluateOptions {
  /** A file of `{"type","text"}` lines to score instead of the shipped test set. */
  test?: string;
}

const evaluateTexts = (classifier: Classifier, texts: readonly LabelledText[]): Evaluation =>
  evaluateOutcomes(
    texts.map(({ text, requestType }) => {
      const predicted = classifier.classify(text);
      const { isDecided, alternatives } = predicted;
      return { actual: requestType, predicted, isDecided, alternatives };
    }),
  );

/** Milliseconds of each prediction with its explanation, ascending, after warming up. */
const measurePredictions = (classifier: Classifier, texts: readonly LabelledText[]): number[] => {
  for (const { text } of texts) classifier.classify(text);
  return texts
    .map(({ text }) => {
      const startedAt = performance.now();
      classifier.classify(text);
      return performance.now() - startedAt;
    })
    .sort((a, b) => a - b);
};

const reportTimes = (ascending: readonly number[]): string => {
  const at = (share: number): string =>
    (ascending[Math.floor((ascending.length - 1) * share)] ?? 0).toFixed(2);
  return `Prediction with its explanation: median ${at(0.5)} ms, p99 ${at(0.99)} ms`;
};

const print = (lines: readonly string[]): void => {
  for (const line of lines) console.log(line);
};

const printTestSet = (
  classifier: Classifier,
  title: string,
  test: readonly LabelledText[],
  training: readonly LabelledText[],
): void => {
  print(reportEvaluation(`${title}, by the shipped model`, evaluateTexts(classifier, test)));
  const repeated = findNearDuplicates(test, training);
  console.log(
    `Near-duplicates between it and the training data: ${repeated.length} of ${test.length}\n`,
  );
  if (repeated.length === 0) return;
  const known = new Set(repeated.map(({ text }) => text));
  const rest = evaluateTexts(
    classifier,
    test.filter((text) => !known.has(text)),
  );
  console.log(`Without them: macro-F1 ${rest.macroF1.toFixed(3)} over ${rest.count} texts`);
};

/**
 * Prints the scores of the shipped model on the test sets, and of the same fit on the held-out part of the training
 * data. The shipped model knows that part, so a second one is fitted without it first; this takes a few seconds.
 * Throws `CommandError` where the test set cannot be read.
 */
export const runEvaluate = (options: EvaluateOptions = {}): void => {
  const named =
    options.test === undefined ? testSets : [{ title: 'Your texts', path: options.test }];
  const sets = named.map(({ title, path }) => ({ title, texts: readLabelledFile(path) }));
  const classifier = loadClassifier();
  const { facts, calibration } = classifier.model;
  const training = readSittings(trainingFolder);
  const isCurrent = hashSittings(trainingFolder) === facts.dataHash;
  console.log(
    `Model of ${facts.exampleCount} texts, data ${facts.dataHash.slice(0, 12)}${isCurrent ? '' : ' (NOT the data here: run `liniya train`)'}, temperature ${calibration.temperature}, threshold ${calibration.threshold}`,
  );
  console.log(
    `Each sitting predicted from the others, when trained: macro-F1 ${facts.scores.leaveOneSittingOut.toFixed(3)} (what to expect of writers it has not met)\n`,
  );
  console.error('evaluate: fitting without the held-out part …');
  print(
    reportEvaluation(
      'Held-out part of the training data, by a model fitted without it',
      evaluateHeldOut(training, calibration),
    ),
  );
  for (const { title, texts } of sets) printTestSet(classifier, title, texts, training);
  console.log(reportTimes(measurePredictions(classifier, training)));
};
