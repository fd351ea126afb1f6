import { limits } from '../../../shared/limits.js';

/** How much a token counts, 0…1. */
export type Weigh = (token: string) => number;

/** A family of meaning begins so, a stem does not; what follows is a keyed hash. */
export const familyPrefix = 'c:';
export const stemPrefix = 's:';

/** A family is broader than a word: it counts half. */
const familyWeight = 0.5;

/**
 * What is usual for a type counts little: a word that 40 of 100 usual messages have counts 0.6. With few messages to
 * compare with, every word counts alike.
 */
export const createWeigh = (usual: readonly (readonly string[])[]): Weigh => {
  const counts = new Map<string, number>();
  for (const tokens of usual) {
    for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
  }
  const isKnown = usual.length >= limits.incidents.minUsualMessages;
  return (token) => {
    const most = token.startsWith(familyPrefix) ? familyWeight : 1;
    return isKnown ? most * (1 - (counts.get(token) ?? 0) / usual.length) : most;
  };
};

export const sumWeights = (tokens: Iterable<string>, weigh: Weigh): number => {
  let sum = 0;
  for (const token of tokens) sum += weigh(token);
  return sum;
};

/** Weighted Jaccard: the weight of what both have over the weight of what either has, 0…1. */
export const computeSimilarity = (
  one: readonly string[],
  other: readonly string[],
  weigh: Weigh,
): number => {
  const others = new Set(other);
  const shared = one.filter((token) => others.has(token));
  const sharedWeight = sumWeights(shared, weigh);
  const either = sumWeights(one, weigh) + sumWeights(other, weigh) - sharedWeight;
  return either === 0 ? 0 : sharedWeight / either;
};
