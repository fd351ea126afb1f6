import { stemmer } from '@orama/stemmers/russian';
import { listConcepts } from './text/concepts.js';
import { foldSounds } from './text/phonetics.js';
import { isMark, type Word } from './text/words.js';

/** One appearance of a feature in a message. */
export interface Occurrence {
  name: string;
  /** The word it comes from, an index. */
  wordIndex: number;
  /** How strongly it counts here. */
  value: number;
}

/** Changes whenever the features change: a model of another version is refused. */
export const featureVersion = 1;

/** Each kind of feature and its share of the whole; chosen by leaving one sitting out (docs/adr/0003-classifier.md). */
const shares = { stem: 1, letters: 1.5, pair: 0.7, concept: 0.5 } as const;

/** Begins the name of a pair of neighbouring stems, which belongs to its second word. */
export const pairPrefix = 'p:';

/** Lengths of letter groups, with both ends of a word marked. */
const shortestGroup = 3;
const longestGroup = 5;

/** Each further word counts this much of the one before: what a person wants comes early. */
const fading = 0.98;
/** What follows «кстати» or «заодно» is a second topic, and the first one decides the type. */
const afterSecondTopic = 0.4;
const secondTopicMarkers = new Set(
  'заодно кстати потом затем второе второй еще попутно напоследок позже следом'.split(' '),
);
/** Where a marker this early stands, it opens the message and not a second topic. */
const earliestMarker = 3;

/** The stem of a word, its sounds folded; a mark as it is. */
export const stemOf = (form: string): string => (isMark(form) ? form : foldSounds(stemmer(form)));

const computeAttention = (words: readonly Word[]): number[] => {
  let topic = 1;
  return words.map(({ form }, index) => {
    if (index >= earliestMarker && secondTopicMarkers.has(form)) topic = afterSecondTopic;
    return topic * fading ** index;
  });
};

/** Counts the appearances of one kind of feature and scales them when all are in. */
class KindOfFeature {
  readonly occurrences: Occurrence[] = [];
  readonly #seen = new Map<string, { count: number }>();

  constructor(readonly share: number) {}

  add(name: string, wordIndex: number, attention: number): void {
    let seen = this.#seen.get(name);
    if (!seen) {
      seen = { count: 0 };
      this.#seen.set(name, seen);
    }
    seen.count += 1;
    this.occurrences.push({ name, wordIndex, value: attention / seen.count });
  }

  scale(): Occurrence[] {
    const factor = this.share / Math.sqrt(this.#seen.size);
    for (const occurrence of this.occurrences) occurrence.value *= factor;
    return this.occurrences;
  }
}

const addLetterGroups = (
  kind: KindOfFeature,
  form: string,
  index: number,
  attention: number,
): void => {
  const framed = `^${form}$`;
  for (let length = shortestGroup; length <= longestGroup; length += 1) {
    for (let start = 0; start + length <= framed.length; start += 1)
      kind.add(framed.slice(start, start + length), index, attention);
  }
};

/**
 * The features of a message: folded stems (`s:`), pairs of neighbours (`p:`), families of meaning (`c:`) and letter
 * groups within words (bare). A feature's n-th appearance counts 1/n, and each kind is scaled by the root of how many
 * different ones there are, known or not: a message of unknown words stays near the middle.
 */
export const listOccurrences = (words: readonly Word[]): Occurrence[] => {
  const stems = new KindOfFeature(shares.stem);
  const letters = new KindOfFeature(shares.letters);
  const pairs = new KindOfFeature(shares.pair);
  const concepts = new KindOfFeature(shares.concept);
  const attentions = computeAttention(words);
  let before: string | undefined;
  words.forEach(({ form }, index) => {
    const attention = attentions[index] ?? 0;
    const stem = stemOf(form);
    stems.add(`s:${stem}`, index, attention);
    if (before !== undefined) pairs.add(`${pairPrefix}${before} ${stem}`, index, attention);
    before = stem;
    if (isMark(form)) return;
    addLetterGroups(letters, form, index, attention);
    for (const concept of listConcepts(form)) concepts.add(`c:${concept}`, index, attention);
  });
  return [stems, letters, pairs, concepts].flatMap((kind) => kind.scale());
};
