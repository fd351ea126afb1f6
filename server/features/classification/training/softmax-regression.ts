import { minimise } from './minimise.js';

/** A sparse matrix, one text a row: row `i` is `columns` and `values` from `starts[i]` to `starts[i + 1]`. */
export interface SparseRows {
  starts: Int32Array;
  columns: Int32Array;
  values: Float64Array;
  columnCount: number;
}

export interface SoftmaxProblem {
  rows: SparseRows;
  /** The class of every row, from 0. */
  labels: Int32Array;
  classCount: number;
  /** Penalty on squared weights, against the mean loss of a row. */
  l2: number;
}

export interface SoftmaxSolution {
  /** `column * classCount + class`. */
  weights: Float64Array;
  /** One a class. */
  bias: Float64Array;
}

/** Probabilities in place of scores; returns the logarithm of the scores' sum. */
const normalise = (scores: Float64Array): number => {
  let largest = -Infinity;
  for (const score of scores) largest = Math.max(largest, score);
  let sum = 0;
  for (let k = 0; k < scores.length; k += 1) {
    const power = Math.exp((scores[k] ?? 0) - largest);
    scores[k] = power;
    sum += power;
  }
  for (let k = 0; k < scores.length; k += 1) scores[k] = (scores[k] ?? 0) / sum;
  return largest + Math.log(sum);
};

/** Mean loss of all rows at `point` (weights, then biases); adds to the gradient. */
const addRowLosses = (
  { rows, labels, classCount }: SoftmaxProblem,
  point: Float64Array,
  gradient: Float64Array,
): number => {
  const { starts, columns, values } = rows;
  const biasAt = rows.columnCount * classCount;
  const share = 1 / labels.length;
  const scores = new Float64Array(classCount);
  let loss = 0;
  for (let row = 0; row < labels.length; row += 1) {
    const from = starts[row] ?? 0;
    const to = starts[row + 1] ?? 0;
    for (let k = 0; k < classCount; k += 1) scores[k] = point[biasAt + k] ?? 0;
    for (let i = from; i < to; i += 1) {
      const at = (columns[i] ?? 0) * classCount;
      const value = values[i] ?? 0;
      for (let k = 0; k < classCount; k += 1)
        scores[k] = (scores[k] ?? 0) + value * (point[at + k] ?? 0);
    }
    const label = labels[row] ?? 0;
    const labelScore = scores[label] ?? 0;
    loss += share * (normalise(scores) - labelScore);
    for (let k = 0; k < classCount; k += 1) {
      const slope = share * ((scores[k] ?? 0) - (k === label ? 1 : 0));
      scores[k] = slope;
      gradient[biasAt + k] = (gradient[biasAt + k] ?? 0) + slope;
    }
    for (let i = from; i < to; i += 1) {
      const at = (columns[i] ?? 0) * classCount;
      const value = values[i] ?? 0;
      for (let k = 0; k < classCount; k += 1)
        gradient[at + k] = (gradient[at + k] ?? 0) + value * (scores[k] ?? 0);
    }
  }
  return loss;
};

/** Fits a multinomial logistic regression; the same problem gives the same bits. */
export const fitSoftmax = (
  problem: SoftmaxProblem,
  options: { maxSteps: number; tolerance: number },
): SoftmaxSolution => {
  const biasAt = problem.rows.columnCount * problem.classCount;
  const solution = minimise(
    (point, gradient) => {
      gradient.fill(0);
      let loss = addRowLosses(problem, point, gradient);
      for (let i = 0; i < biasAt; i += 1) {
        const weight = point[i] ?? 0;
        loss += (problem.l2 / 2) * weight * weight;
        gradient[i] = (gradient[i] ?? 0) + problem.l2 * weight;
      }
      return loss;
    },
    biasAt + problem.classCount,
    options,
  );
  return { weights: solution.slice(0, biasAt), bias: solution.slice(biasAt) };
};
