import { expect } from 'chai';
import fc from 'fast-check';
import { requestTypes } from '../../shared/domain/request-types.js';
import { chooseCalibration } from '../../server/features/classification/training/calibration.js';
import { evaluateOutcomes } from '../../server/features/classification/training/evaluation.js';
import { reportEvaluation } from '../../server/features/classification/training/evaluation-report.js';
import type { LabelledText } from '../../server/features/classification/training/labelled-texts.js';
import { minimise } from '../../server/features/classification/training/minimise.js';
import { findNearDuplicates } from '../../server/features/classification/training/near-duplicates.js';
import { fitSoftmax } from '../../server/features/classification/training/softmax-regression.js';
import {
  splitBySitting,
  splitHeldOut,
} from '../../server/features/classification/training/split.js';

describe('minimising', () => {
  it('finds the bottom of a bowl that is long and narrow', () => {
    const least = minimise(
      (point, gradient) => {
        const [x = 0, y = 0] = point;
        gradient.set([2 * (x - 3), 200 * (y + 1)]);
        return (x - 3) ** 2 + 100 * (y + 1) ** 2;
      },
      2,
      { maxSteps: 50, tolerance: 1e-9 },
    );
    expect(least[0]).to.be.closeTo(3, 1e-6);
    expect(least[1]).to.be.closeTo(-1, 1e-6);
  });
});

describe('softmax regression', () => {
  const problem = {
    rows: {
      starts: Int32Array.of(0, 1, 2, 3, 4),
      columns: Int32Array.of(0, 0, 1, 1),
      values: Float64Array.of(1, 1, 1, 1),
      columnCount: 2,
    },
    labels: Int32Array.of(0, 0, 1, 1),
    classCount: 2,
    l2: 0.01,
  };

  it('gives each column to the class it goes with, to the same bits each time', () => {
    const first = fitSoftmax(problem, { maxSteps: 50, tolerance: 1e-8 });
    const second = fitSoftmax(problem, { maxSteps: 50, tolerance: 1e-8 });
    expect(first.weights[0]).to.be.above(1);
    expect(first.weights[3]).to.be.above(1);
    expect(first.weights[0]).to.be.closeTo(-(first.weights[1] ?? 0), 1e-6);
    expect(second).to.deep.equal(first);
  });
});

const text = (words: string, sitting = 'a.jsonl'): LabelledText => ({
  text: words,
  requestType: 'general',
  sitting,
});

describe('near-duplicates', () => {
  it('sees through case, punctuation and a letter', () => {
    const known = [text('Почему не приходит код подтверждения на телефон?')];
    const repeated = [
      text('почему не приходит код подтверждения на телефон'),
      text('почему не приходит код потверждения на телефон!!'),
    ];
    expect(findNearDuplicates(repeated, known).map((found) => found.text)).to.deep.equal(repeated);
    expect(findNearDuplicates([text('не приходит пенсия')], known)).to.deep.equal([]);
    expect(findNearDuplicates([text('спасибо')], [text('Спасибо!')])).to.have.length(1);
    expect(findNearDuplicates([text('???')], [text('👍'), text('....')])).to.deep.equal([]);
  });

  it('finds every exact repetition', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), fc.nat(), (texts, pick) => {
        const known = texts.map((words) => text(words));
        const again = known[pick % Math.max(1, known.length)];
        expect(findNearDuplicates(again ? [again] : [], known)).to.have.length(again ? 1 : 0);
      }),
    );
  });
});

describe('splits', () => {
  const texts = Array.from({ length: 200 }, (_, i) =>
    text(`${(i * 7_919).toString(36)} ${(i * 104_729).toString(36)}`, `${i % 3}.jsonl`),
  );

  it('holds out the same 15 % of a type, whatever the order of the texts', () => {
    const split = splitHeldOut(texts);
    const unseen = split.unseen.map((held) => held.text).sort();
    expect(split.known.length).to.equal(170);
    expect(unseen.length).to.be.within(25, 30);
    expect(
      splitHeldOut(texts.toReversed())
        .unseen.map((held) => held.text)
        .sort(),
    ).to.deep.equal(unseen);
  });

  it('leaves out one sitting at a time, and what repeats it', () => {
    const repeated = [...texts, text(texts[0]!.text, 'late.jsonl')];
    const splits = splitBySitting(repeated);
    expect(splits.map(({ sitting }) => sitting)).to.deep.equal([
      '0.jsonl',
      '1.jsonl',
      '2.jsonl',
      'late.jsonl',
    ]);
    expect(splits.at(-1)!.unseen).to.deep.equal([]);
    for (const { sitting, known } of splits)
      expect(known.some((other) => other.sitting === sitting)).to.equal(false);
  });
});

describe('calibration', () => {
  const scoresFor = (index: number, height: number): Float64Array =>
    Float64Array.from(requestTypes, (_, k) => (k === index ? height : 0));

  it('cools scores that are too sure, and asks where too many are wrong', () => {
    const texts = Array.from({ length: 1_000 }, (_, i) => ({
      actual: requestTypes[i % 5 === 0 ? 1 : 0],
      scores: scoresFor(0, 20),
    }));
    const { temperature, threshold } = chooseCalibration(texts);
    expect(temperature).to.be.above(2);
    expect(threshold).to.be.above(0.75);
  });

  it('takes every prediction where all are right', () => {
    const texts = Array.from({ length: 100 }, () => ({
      actual: requestTypes[2],
      scores: scoresFor(2, 5),
    }));
    expect(chooseCalibration(texts).threshold).to.equal(0);
  });
});

describe('evaluation', () => {
  const outcomes = [
    ['payments', 'payments', 0.95],
    ['payments', 'benefits', 0.55],
    ['benefits', 'benefits', 0.9],
    ['benefits', 'benefits', 1],
  ] as const;
  const evaluation = evaluateOutcomes(
    outcomes.map(([actual, requestType, confidence]) => ({
      actual,
      predicted: { requestType, confidence },
      isDecided: confidence > 0.6,
      alternatives: [{ requestType }, { requestType: 'payments' }],
    })),
  );

  it('counts precision, recall, F1 and the confusion of each type', () => {
    const payments = evaluation.byType.find(({ requestType }) => requestType === 'payments');
    const benefits = evaluation.byType.find(({ requestType }) => requestType === 'benefits');
    expect(payments).to.include({ count: 2, precision: 1, recall: 0.5 });
    expect(payments?.f1).to.be.closeTo(2 / 3, 1e-9);
    expect(benefits?.f1).to.be.closeTo(0.8, 1e-9);
    expect(evaluation.macroF1).to.be.closeTo((2 / 3 + 0.8) / 13, 1e-9);
    const [p, b] = [requestTypes.indexOf('payments'), requestTypes.indexOf('benefits')];
    expect(evaluation.confusion[p]?.[b]).to.equal(1);
    expect(evaluation.accuracy).to.equal(0.75);
  });

  it('counts who is decided, and how far confidence is from the truth', () => {
    expect(evaluation).to.include({ decidedShare: 0.75, decidedAccuracy: 1, offeredShare: 1 });
    expect(evaluation.decidedMacroF1).to.be.closeTo(2 / 13, 1e-9);
    expect(evaluation.calibrationError).to.be.closeTo((0.05 + 0.1 + 0.55) / 4, 1e-9);
  });

  it('prints as lines that name every type', () => {
    const lines = reportEvaluation('Some texts', evaluation).join('\n');
    for (const requestType of requestTypes) expect(lines).to.include(requestType);
    expect(lines).to.include('macro-F1').and.to.include('undecided 25.0 %');
  });
});
