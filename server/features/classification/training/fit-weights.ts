import { requestTypes } from '../../../../shared/domain/request-types.js';
import { listOccurrences } from '../features.js';
import type { Weights } from '../model.js';
import { readWords } from '../text/words.js';
import type { LabelledText } from './labelled-texts.js';
import { fitSoftmax, type SparseRows } from './softmax-regression.js';

/** Chosen by leaving one sitting out (docs/adr/0003-classifier.md). */
const l2 = 3e-5;
const solver = { maxSteps: 40, tolerance: 2e-5 };
/** Texts a pair or a group of letters must occur in; a single word may be seen once. */
const leastTexts = 2;
const isSingleWord = (name: string): boolean => name.startsWith('s:');
/** A feature whose largest weight is under this part of the largest of all decides nothing and is left out. */
const leastWeight = 1 / 2_000;

/** Features of a text with their values, repeated ones added up. */
const sumFeatures = (text: string): Map<string, number> => {
  const sums = new Map<string, number>();
  for (const { name, value } of listOccurrences(readWords(text)))
    sums.set(name, (sums.get(name) ?? 0) + value);
  return sums;
};

interface Vocabulary {
  names: string[];
  columnOf: Map<string, number>;
  /** Inverse document frequency of each column. */
  rarity: number[];
}

const buildVocabulary = (texts: readonly ReadonlyMap<string, number>[]): Vocabulary => {
  const textsWith = new Map<string, number>();
  for (const features of texts)
    for (const name of features.keys()) textsWith.set(name, (textsWith.get(name) ?? 0) + 1);
  const kept = [...textsWith].filter(([name, count]) => count >= leastTexts || isSingleWord(name));
  kept.sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    names: kept.map(([name]) => name),
    columnOf: new Map(kept.map(([name], column) => [name, column])),
    rarity: kept.map(([, count]) => Math.log((texts.length + 1) / (count + 0.5))),
  };
};

const buildRows = (
  texts: readonly ReadonlyMap<string, number>[],
  vocabulary: Vocabulary,
): SparseRows => {
  const starts = new Int32Array(texts.length + 1);
  const columns: number[] = [];
  const values: number[] = [];
  texts.forEach((features, row) => {
    for (const [name, value] of features) {
      const column = vocabulary.columnOf.get(name);
      if (column === undefined) continue;
      columns.push(column);
      values.push(value * (vocabulary.rarity[column] ?? 0));
    }
    starts[row + 1] = columns.length;
  });
  return {
    starts,
    columns: Int32Array.from(columns),
    values: Float64Array.from(values),
    columnCount: vocabulary.names.length,
  };
};

/** Rows worth keeping, with the rarity multiplied in, so that a prediction needs the weights alone. */
const collectWeights = (
  vocabulary: Vocabulary,
  solution: { weights: Float64Array; bias: Float64Array },
): Weights => {
  const size = requestTypes.length;
  const scaled = solution.weights.map(
    (weight, i) => weight * (vocabulary.rarity[Math.floor(i / size)] ?? 0),
  );
  const largestOf = (from: number): number =>
    scaled.subarray(from, from + size).reduce((most, w) => Math.max(most, Math.abs(w)), 0);
  const largest = scaled.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
  const kept = vocabulary.names
    .map((name, column) => ({ name, from: column * size }))
    .filter(({ from }) => largestOf(from) >= largest * leastWeight);
  const values = new Float64Array(kept.length * size);
  kept.forEach(({ from }, row) => {
    values.set(scaled.subarray(from, from + size), row * size);
  });
  return { bias: solution.bias, rowOf: new Map(kept.map(({ name }, row) => [name, row])), values };
};

/** Fits the weights to labelled texts. Deterministic: the same texts in the same order give the same bits. */
export const fitWeights = (texts: readonly LabelledText[]): Weights => {
  const features = texts.map(({ text }) => sumFeatures(text));
  const vocabulary = buildVocabulary(features);
  const labels = texts.map(({ requestType }) => requestTypes.indexOf(requestType));
  const solution = fitSoftmax(
    {
      rows: buildRows(features, vocabulary),
      labels: Int32Array.from(labels),
      classCount: requestTypes.length,
      l2,
    },
    solver,
  );
  return collectWeights(vocabulary, solution);
};
