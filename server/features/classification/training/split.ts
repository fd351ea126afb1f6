import { createHash } from 'node:crypto';
import { requestTypes } from '../../../../shared/domain/request-types.js';
import type { LabelledText } from './labelled-texts.js';
import { dropNearDuplicates } from './near-duplicates.js';

/** Part of every type that is held out. */
const heldOutShare = 0.15;

export interface Split {
  /** Fitted to. */
  known: LabelledText[];
  /** Predicted; holds no near-duplicate of a known text. */
  unseen: LabelledText[];
}

const drawOf = ({ text }: LabelledText): string => createHash('sha256').update(text).digest('hex');

/** Holds out 15 % of every type, drawn by the hash of the text: the same texts at every run, whatever their order. */
export const splitHeldOut = (texts: readonly LabelledText[]): Split => {
  const heldOut = new Set<LabelledText>();
  for (const type of requestTypes) {
    const drawn = texts
      .filter(({ requestType }) => requestType === type)
      .map((text) => ({ text, draw: drawOf(text) }))
      .sort((a, b) => (a.draw < b.draw ? -1 : 1));
    for (const { text } of drawn.slice(0, Math.round(drawn.length * heldOutShare)))
      heldOut.add(text);
  }
  const known = texts.filter((text) => !heldOut.has(text));
  return { known, unseen: dropNearDuplicates([...heldOut], known) };
};

/** One split a sitting: its texts unseen, all others known. How people nobody has read will fare. */
export const splitBySitting = (texts: readonly LabelledText[]): (Split & { sitting: string })[] =>
  [...new Set(texts.map(({ sitting }) => sitting))].map((sitting) => {
    const known = texts.filter((text) => text.sitting !== sitting);
    const own = texts.filter((text) => text.sitting === sitting);
    return { sitting, known, unseen: dropNearDuplicates(own, known) };
  });
