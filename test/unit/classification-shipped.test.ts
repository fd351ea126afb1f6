import { expect } from 'chai';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { text as readAll } from 'node:stream/consumers';
import { runClassify } from '../../server/cli/classify.js';
import { limits } from '../../shared/limits.js';
import { requestTypes } from '../../shared/domain/request-types.js';
import {
  modelPath,
  testSets,
  trainingFolder,
} from '../../server/features/classification/data-files.js';
import { loadClassifier } from '../../server/features/classification/load-classifier.js';
import { decodeModel, encodeModel } from '../../server/features/classification/model.js';
import { evaluateOutcomes } from '../../server/features/classification/training/evaluation.js';
import {
  hashSittings,
  readLabelledTexts,
  readSittings,
} from '../../server/features/classification/training/labelled-texts.js';
import { findNearDuplicates } from '../../server/features/classification/training/near-duplicates.js';
import { trainModel } from '../../server/features/classification/training/train-model.js';

const classifier = loadClassifier();
const { model } = classifier;

describe('the shipped classifier', () => {
  it('was trained on the shipped data, at least 200 texts a type in several sittings', () => {
    const texts = readSittings(trainingFolder);
    expect(hashSittings(trainingFolder)).to.equal(model.facts.dataHash);
    expect(texts.length).to.equal(model.facts.exampleCount);
    expect(new Set(texts.map(({ sitting }) => sitting)).size).to.be.at.least(3);
    for (const requestType of requestTypes)
      expect(texts.filter((text) => text.requestType === requestType).length).to.be.at.least(200);
  });

  it('comes out of the data again, byte for byte', function () {
    this.timeout(300_000);
    const texts = readSittings(trainingFolder);
    const again = trainModel(texts, hashSittings(trainingFolder), () => undefined);
    const isSame = encodeModel(again.model) === readFileSync(modelPath, 'utf8');
    expect(isSame, 'model.json is not what the data give: run `liniya train`').to.equal(true);
  });

  for (const { title, path } of testSets) {
    it(`keeps its word on texts it has not seen. ${title}`, () => {
      const texts = readLabelledTexts(path);
      const outcomes = texts.map(({ text, requestType }) => {
        const predicted = classifier.classify(text);
        const { isDecided, alternatives } = predicted;
        return { actual: requestType, predicted, isDecided, alternatives };
      });
      const { macroF1, byType, decidedAccuracy } = evaluateOutcomes(outcomes);
      for (const { requestType, count } of byType) expect(count, requestType).to.be.at.least(20);
      expect(macroF1).to.be.at.least(0.9);
      expect(decidedAccuracy).to.be.at.least(0.95);
    });

    it(`repeats nothing of its training texts, nor they of it. ${title}`, () => {
      const training = readSittings(trainingFolder);
      const texts = readLabelledTexts(path);
      expect(findNearDuplicates(texts, training)).to.deep.equal([]);
      expect(findNearDuplicates(training, texts)).to.deep.equal([]);
    });
  }

  it('says the same after its file is read and written once more', () => {
    const copy = decodeModel(encodeModel(model));
    expect(copy.facts).to.deep.equal(model.facts);
    expect(Array.from(copy.values.slice(0, 1_300))).to.deep.equal(
      Array.from(model.values.slice(0, 1_300)),
    );
    expect(() => decodeModel(encodeModel(model).replace('"version":', '"version":9'))).to.throw(
      'liniya train',
    );
  });

  it('tells plain requests apart and says which words decided', () => {
    const cases = [
      ['не могу войти, забыл пароль', 'account_access', 'пароль'],
      ['сайт не открывается ошибка 502', 'technical_fault', 'сайт'],
      ['Два раза списали деньги за госпошлину, верните', 'payments', 'госпошлину'],
      ['рутокен не видит сертификат', 'e_signature', 'рутокен'],
      ['приложуха вылетает на айфоне', 'mobile_app', 'приложуха'],
      ['ghbdtn? yt ghb[jlbn gfhjkm lkz d[jlf', 'account_access', 'gfhjkm'],
    ] as const;
    for (const [text, requestType, word] of cases) {
      const answer = classifier.classify(text);
      expect(answer.requestType, text).to.equal(requestType);
      expect(answer.because, text).to.include(word);
    }
  });

  it('is general and undecided where nothing is said', () => {
    for (const text of ['', '   ', '\n', '.', '<br>']) {
      const answer = classifier.classify(text);
      expect(answer).to.include({ requestType: 'general', isDecided: false });
      expect(answer.because).to.deep.equal([]);
    }
  });

  it('answers any text within its contract', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
        const { requestType, confidence, alternatives, because } = classifier.classify(text);
        expect(alternatives.map((one) => one.requestType)).to.include(requestType);
        expect(alternatives).to.have.length(limits.classification.alternatives);
        expect(because.length).to.be.at.most(limits.classification.becauseWords);
        expect(confidence).to.be.within(0, 1);
        for (const word of because) expect(text).to.include(word);
      }),
    );
  });

  it('takes at most 2 ms for an ordinary message and for the longest', () => {
    const ordinary = readSittings(trainingFolder)
      .slice(0, 500)
      .map(({ text }) => text);
    const longest = Array.from({ length: 20 }, (_, i) =>
      ordinary.slice(i).join(' ').slice(0, 4_000),
    );
    const measureOnce = (text: string): number => {
      const started = performance.now();
      classifier.classify(text);
      return performance.now() - started;
    };
    // The quickest of ten: what else runs on the machine only ever adds.
    const measure = (text: string): number =>
      Math.min(...Array.from({ length: 10 }, () => measureOnce(text)));
    const computeMedianMs = (texts: readonly string[]): number =>
      texts.map(measure).sort((a, b) => a - b)[Math.floor(texts.length / 2)]!;
    expect(computeMedianMs(ordinary)).to.be.below(2);
    expect(computeMedianMs(longest)).to.be.below(2);
  });
});

describe('liniya classify', () => {
  /** What it prints for these pieces of input, read line by line. */
  const answer = async (...pieces: (string | Uint8Array)[]): Promise<unknown[]> => {
    const input = new PassThrough();
    const output = new PassThrough();
    const printed = readAll(output);
    for (const piece of pieces) input.write(piece);
    input.end();
    await runClassify(input, output);
    output.end();
    const lines = (await printed).split('\n');
    expect(lines.pop()).to.equal('');
    return lines.map((line) => JSON.parse(line) as unknown);
  };

  it('answers each line with one JSON object, an empty one too', async () => {
    const answers = await answer('не приходит код на телефон\r\n\nгде мое заявление');
    expect(answers).to.have.length(3);
    for (const one of answers)
      expect(one).to.have.all.keys('type', 'confidence', 'isDecided', 'alternatives', 'because');
    expect(answers[1]).to.include({ type: 'general', isDecided: false });
    expect(await answer()).to.deep.equal([]);
    expect(await answer('\n')).to.have.length(1);
  });

  it('answers one line with one object, whatever stands in it', async () => {
    const odd = [
      'я'.repeat(1_000_000),
      '😡😡 ё\u{1d400}',
      '{"a":1}',
      'a\u2028b\u0085c\rd',
      '\0\u0007',
      'ne prihodit kod',
    ];
    expect(await answer(odd.join('\n'))).to.have.length(odd.length);
    expect(await answer(Uint8Array.of(0xff, 0xfe, 0xd0, 10, 0xc3, 0x28, 10))).to.have.length(2);
  });

  it('reads a letter that two pieces share', async () => {
    const bytes = new TextEncoder().encode('не приходит код для входа\n');
    expect(await answer(bytes.slice(0, 7), bytes.slice(7))).to.deep.equal(await answer(bytes));
  });

  it('stops quietly when nobody reads on', async () => {
    const output = new PassThrough();
    output.destroy();
    const input = new PassThrough();
    input.end('сайт не открывается\n'.repeat(1_000));
    await runClassify(input, output);
    expect(output.destroyed).to.equal(true);
  });
});
