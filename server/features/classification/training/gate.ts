import { requestTypes, type RequestType } from '../../../../shared/domain/request-types.js';
import { limits } from '../../../../shared/limits.js';
import type { Classifier } from '../classifier.js';
import { evaluateOutcomes, type Evaluation, type Outcome } from './evaluation.js';
import type { LabelledText } from './labelled-texts.js';

export interface NamedTexts {
  title: string;
  texts: readonly LabelledText[];
}

/** Two models on the same texts. */
export interface Compared {
  title: string;
  before: Evaluation;
  after: Evaluation;
}

export interface Verdict {
  sets: Compared[];
  /** All sets as one. */
  together: Compared;
  /** Why the new model is worse, one line each; none where it may serve. */
  refusals: string[];
}

const predict = (classifier: Classifier, texts: readonly LabelledText[]): Outcome[] =>
  texts.map(({ text, requestType }) => {
    const predicted = classifier.classify(text);
    const { isDecided, alternatives } = predicted;
    return { actual: requestType, predicted, isDecided, alternatives };
  });

const compare = (set: { title: string; before: Outcome[]; after: Outcome[] }): Compared => ({
  title: set.title,
  before: evaluateOutcomes(set.before),
  after: evaluateOutcomes(set.after),
});

export const recallOf = ({ byType }: Evaluation, requestType: RequestType): number =>
  byType.find((type) => type.requestType === requestType)?.recall ?? 0;

const refuseSet = ({ title, before, after }: Compared): string[] => {
  const tolerance = limits.retraining.toleratedTexts / before.count;
  const fall = before.macroF1 - after.macroF1;
  if (fall <= tolerance) return [];
  return [
    `${title}: macro-F1 ${before.macroF1.toFixed(3)} → ${after.macroF1.toFixed(3)}, more than ${tolerance.toFixed(3)} lower`,
  ];
};

const refuseTypes = ({ before, after }: Compared): string[] =>
  requestTypes.flatMap((requestType) => {
    const [was, is] = [recallOf(before, requestType), recallOf(after, requestType)];
    if (was - is <= limits.retraining.maxRecallDrop) return [];
    return [`${requestType}: recall ${was.toFixed(3)} → ${is.toFixed(3)} over all test sets`];
  });

/**
 * Lets a new model in or says why not. Worse is: macro-F1 of any set lower by more than two of its texts are worth, or
 * a type that loses more than 0.05 of its recall over all sets together (docs/adr/0010-corrections.md). Better somewhere excuses nothing.
 */
export const judgeModel = (
  before: Classifier,
  after: Classifier,
  sets: readonly NamedTexts[],
): Verdict => {
  const predicted = sets.map(({ title, texts }) => ({
    ...{ title, before: predict(before, texts), after: predict(after, texts) },
  }));
  const compared = predicted.map(compare);
  const together = compare({
    title: 'All test sets',
    before: predicted.flatMap((set) => set.before),
    after: predicted.flatMap((set) => set.after),
  });
  const refusals = [...compared.flatMap(refuseSet), ...refuseTypes(together)];
  return { sets: compared, together, refusals };
};
