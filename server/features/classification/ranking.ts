import { requestTypes, type RequestType } from '../../../shared/domain/request-types.js';
import type { Weights } from './model.js';

export interface RankedType {
  requestType: RequestType;
  /** 0…1; the confidences of all types add up to 1. */
  confidence: number;
}

/** Scores of all types for the features of a message, before they are made probabilities. */
export const computeScores = (
  weights: Weights,
  features: Iterable<{ name: string; value: number }>,
): Float64Array => {
  const scores = weights.bias.slice();
  for (const { name, value } of features) {
    const row = weights.rowOf.get(name);
    if (row === undefined) continue;
    const at = row * scores.length;
    for (let k = 0; k < scores.length; k += 1) {
      scores[k] = (scores[k] ?? 0) + value * (weights.values[at + k] ?? 0);
    }
  }
  return scores;
};

/** Probabilities that add up to 1, from scores of any size. */
export const softmax = (scores: Float64Array): Float64Array => {
  let largest = -Infinity;
  for (const score of scores) largest = Math.max(largest, score);
  const powers = scores.map((score) => Math.exp(score - largest));
  let sum = 0;
  for (const power of powers) sum += power;
  return powers.map((power) => power / sum);
};

/** All types, likeliest first. Equal ones keep the order of `requestTypes`. */
export const rankTypes = (scores: Float64Array, temperature: number): RankedType[] => {
  const confidences = softmax(scores.map((score) => score / temperature));
  return requestTypes
    .map((requestType, k) => ({ requestType, confidence: confidences[k] ?? 0 }))
    .sort((a, b) => b.confidence - a.confidence);
};
