import { createHash } from 'node:crypto';
import type { RequestType } from '../../../../shared/domain/request-types.js';
import { limits } from '../../../../shared/limits.js';
import { isMark, readWords } from '../text/words.js';
import type { LabelledText } from './labelled-texts.js';
import { dropNearDuplicates } from './near-duplicates.js';

/** What somebody wrote and the type that people gave it. */
export interface CorrectedText {
  text: string;
  citizenId: string;
  requestType: RequestType;
}

const sitting = 'corrections';

const formsOf = (text: string): string[] => readWords(text).map(({ form }) => form);

/**
 * Words that may be learned: those of the shipped texts and those that several citizens wrote. A name, a street or a
 * number of one person never becomes a feature, so a model can outlive the talks it learned from.
 */
const listKnownForms = (
  shipped: readonly LabelledText[],
  corrections: readonly CorrectedText[],
): Set<string> => {
  const known = new Set(shipped.flatMap(({ text }) => formsOf(text)));
  const witnesses = new Map<string, Set<string>>();
  for (const { text, citizenId } of corrections) {
    for (const form of formsOf(text)) {
      const those = witnesses.get(form) ?? new Set();
      witnesses.set(form, those.add(citizenId));
    }
  }
  for (const [form, { size }] of witnesses) {
    if (size >= limits.retraining.leastWitnesses) known.add(form);
  }
  return known;
};

const keepKnown = (text: string, known: ReadonlySet<string>): string =>
  readWords(text)
    .filter(({ form }) => isMark(form) || known.has(form))
    .map(({ form, shown }) => (isMark(form) ? shown : form))
    .join(' ');

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The first ones of each citizen, in an order that nobody chooses. */
const limitEach = (corrections: readonly CorrectedText[]): CorrectedText[] => {
  const counts = new Map<string, number>();
  return corrections.filter(({ citizenId }) => {
    const count = (counts.get(citizenId) ?? 0) + 1;
    counts.set(citizenId, count);
    return count <= limits.retraining.maxOfOneCitizen;
  });
};

/**
 * The corrections as a sitting of their own, in a fixed order: a few texts of one citizen at most, without words that
 * could be somebody's name, without what nearly repeats a test text.
 */
export const makeCorrectionsSitting = (
  corrections: readonly CorrectedText[],
  shipped: readonly LabelledText[],
  tests: readonly LabelledText[],
): LabelledText[] => {
  const ordered = corrections
    .map((correction) => ({ correction, order: hashOf(correction.text) }))
    .sort((a, b) => (a.order < b.order ? -1 : 1))
    .map(({ correction }) => correction);
  const known = listKnownForms(shipped, ordered);
  const fresh = dropNearDuplicates(
    limitEach(ordered).map(({ text, requestType }) => ({
      ...{ text, requestType, sitting },
    })),
    tests,
  );
  return fresh
    .map((labelled) => ({ ...labelled, text: keepKnown(labelled.text, known) }))
    .filter(({ text }) => text !== '');
};

/** Part of the corrections that a fit does not see, drawn by the hash of the text. */
export const holdOutCorrections = (
  texts: readonly LabelledText[],
): { known: LabelledText[]; unseen: LabelledText[] } => {
  const isHeldOut = ({ text }: LabelledText) =>
    Number.parseInt(hashOf(text).slice(0, 8), 16) / 2 ** 32 < limits.retraining.heldOutShare;
  const known = texts.filter((text) => !isHeldOut(text));
  return { known, unseen: dropNearDuplicates(texts.filter(isHeldOut), known) };
};
