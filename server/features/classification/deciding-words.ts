import { limits } from '../../../shared/limits.js';
import { requestTypes } from '../../../shared/domain/request-types.js';

import { pairPrefix, type Occurrence } from './features.js';
import type { Weights } from './model.js';
import type { RankedType } from './ranking.js';
import { isMark, type Word } from './text/words.js';

/** Words that carry no subject: they may weigh, but explain nothing to a reader. */
export const emptyWords: ReadonlySet<string> = new Set(
  (
    'а без бы в во вот вы да для до его ее если есть еще же за и из или им их к как ко ли мне мой мою мы на над ' +
    'нас не него нее но о об он она они оно от по под при про с со так там то тоже только тут ты у уже что чтобы ' +
    'это этот я ну вас вам меня моя мое мои свой свою где когда ' +
    'i im my me mine you your we our and but or in into on with for if what who would via like'
  ).split(' '),
);

/** Turn the meaning of the word after them round: it is shown together with them. */
export const negations: ReadonlySet<string> = new Set(['не', 'ни', 'нет', 'без']);

/** A word that weighs less than this part of the strongest is not shown. */
const leastShare = 0.15;
/** Characters of a word that are shown; a link may be longer. */
const longestShown = 40;

/** For every type, how much it counts on the other side of the winner: its share of the confidence left over. */
const computeRivalShares = (ranked: readonly RankedType[]): number[] => {
  const rest = ranked.slice(1).reduce((sum, { confidence }) => sum + confidence, 0);
  return requestTypes.map((requestType) => {
    if (requestType === ranked[0]?.requestType) return 0;
    const rival = ranked.find((type) => type.requestType === requestType);
    return rest > 0 ? (rival?.confidence ?? 0) / rest : 0;
  });
};

/** What each word adds to the winner over its rivals. A pair of words speaks for both. */
const computeContributions = (
  weights: Weights,
  wordCount: number,
  occurrences: readonly Occurrence[],
  ranked: readonly RankedType[],
): Float64Array => {
  const winner = requestTypes.findIndex((requestType) => requestType === ranked[0]?.requestType);
  const rivals = computeRivalShares(ranked);
  const sums = new Float64Array(wordCount);
  for (const { name, value, wordIndex } of occurrences) {
    const row = weights.rowOf.get(name);
    if (row === undefined) continue;
    const at = row * rivals.length;
    let lead = weights.values[at + winner] ?? 0;
    for (let k = 0; k < rivals.length; k += 1) {
      lead -= (rivals[k] ?? 0) * (weights.values[at + k] ?? 0);
    }
    const isPair = name.startsWith(pairPrefix);
    const part = isPair ? (value * lead) / 2 : value * lead;
    sums[wordIndex] = (sums[wordIndex] ?? 0) + part;
    if (isPair) sums[wordIndex - 1] = (sums[wordIndex - 1] ?? 0) + part;
  }
  return sums;
};

/** Whether the word stands right behind a «не»: «не приходит» means the opposite of «приходит». */
const isNegated = (words: readonly Word[], index: number): boolean => {
  const before = words[index - 1];
  const word = words[index];
  return (
    before !== undefined &&
    word !== undefined &&
    negations.has(before.form) &&
    !isMark(word.form) &&
    word.shownWithBefore.length > word.shown.length &&
    word.shownWithBefore.startsWith(before.shown)
  );
};

/**
 * The words, as the person wrote them, that spoke most for the likeliest type, strongest first, each once; at most
 * `limits.classification.becauseWords`. `ranked` is all types, likeliest first.
 */
export const selectDecidingWords = (
  weights: Weights,
  words: readonly Word[],
  occurrences: readonly Occurrence[],
  ranked: readonly RankedType[],
): string[] => {
  const contributions = computeContributions(weights, words.length, occurrences, ranked);
  const byShown = new Map<string, { shown: string; sum: number }>();
  words.forEach((word, index) => {
    const isTelling = word.form.length > 1 && !isMark(word.form) && !emptyWords.has(word.form);
    const isDenied = isNegated(words, index);
    if (!isTelling || isNegated(words, index + 1)) return;
    const shown = isDenied ? word.shownWithBefore : word.shown;
    const key = shown.toLowerCase();
    const entry = byShown.get(key) ?? { shown: shown.slice(0, longestShown), sum: 0 };
    entry.sum += (contributions[index] ?? 0) + (isDenied ? (contributions[index - 1] ?? 0) : 0);
    byShown.set(key, entry);
  });
  const strongestFirst = [...byShown.values()].sort((a, b) => b.sum - a.sum);
  const least = (strongestFirst[0]?.sum ?? 0) * leastShare;
  return strongestFirst
    .filter(({ sum }) => sum > 0 && sum >= least)
    .slice(0, limits.classification.becauseWords)
    .map(({ shown }) => shown);
};
