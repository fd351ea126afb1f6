import { limits } from '../../../shared/limits.js';
import { selectDecidingWords } from './deciding-words.js';
import { listOccurrences } from './features.js';
import type { Model } from './model.js';
import { computeScores, rankTypes, type RankedType } from './ranking.js';
import { readWords } from './text/words.js';

export interface Classification extends RankedType {
  /** False: the confidence is below the threshold, and the citizen should be asked. */
  isDecided: boolean;
  /** The likeliest types, best first; the predicted one leads them. */
  alternatives: RankedType[];
  /** The person's own words that decided, strongest first; empty where none spoke for the type. */
  because: string[];
}

/** Tells what a message is about. Pure: the same text always gets the same answer, in well under 2 ms. */
export class Classifier {
  constructor(readonly model: Model) {}

  /** Takes any text. Without a single readable word it is `general`, undecided, because of nothing. */
  classify(text: string): Classification {
    const { calibration } = this.model;
    const words = readWords(text);
    const occurrences = listOccurrences(words);
    const ranked = rankTypes(computeScores(this.model, occurrences), calibration.temperature);
    const isSilent = words.length === 0;
    const order = isSilent ? putGeneralFirst(ranked) : ranked;
    const best = order[0] ?? { requestType: 'general', confidence: 0 };
    return {
      ...best,
      isDecided: !isSilent && best.confidence >= calibration.threshold,
      alternatives: order.slice(0, limits.classification.alternatives),
      because: selectDecidingWords(this.model, words, occurrences, order),
    };
  }
}

const putGeneralFirst = (ranked: readonly RankedType[]): RankedType[] => [
  ...ranked.filter(({ requestType }) => requestType === 'general'),
  ...ranked.filter(({ requestType }) => requestType !== 'general'),
];
