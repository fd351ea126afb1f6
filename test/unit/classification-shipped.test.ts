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
import { listOccurrences } from '../../server/features/classification/features.js';
import { loadClassifier } from '../../server/features/classification/load-classifier.js';
import { decodeModel, encodeModel } from '../../server/features/classification/model.js';
import { evaluateOutcomes } from '../../server/features/classification/training/evaluation.js';
import {
  hashSittings,
  readLabelledTexts,
  readSittings,
} from '../../server/features/classification/training/labelled-texts.js';
import { readWords } from '../../server/features/classification/text/words.js';
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

  /** Macro-F1 of each set that no change may lose. */
  const floors = [0.98, 0.95, 0.9];
  for (const [i, { title, path, leastTexts }] of testSets.entries()) {
    it(`keeps its word on texts it has not seen. ${title}`, () => {
      const texts = readLabelledTexts(path);
      const outcomes = texts.map(({ text, requestType }) => {
        const predicted = classifier.classify(text);
        const { isDecided, alternatives } = predicted;
        return { actual: requestType, predicted, isDecided, alternatives };
      });
      const { macroF1, byType, decidedAccuracy } = evaluateOutcomes(outcomes);
      for (const { requestType, count } of byType)
        expect(count, requestType).to.be.at.least(leastTexts);
      expect(macroF1).to.be.at.least(floors[i]!);
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

  it('shows a «не» together with the word it turns round, as the person wrote them', () => {
    const cases = [
      ['не приходит код', 'не приходит'],
      ['неприходит код', 'неприходит'],
      ['yt ghb[jlbn rjl', 'yt ghb[jlbn'],
      ['ne prihodit kod', 'ne prihodit'],
      ['САЙТ НЕ ОТКРЫВАЕТСЯ', 'НЕ ОТКРЫВАЕТСЯ'],
      ['без ответа третья неделя', 'без ответа'],
      ["the page isn't loading", "isn't loading"],
    ] as const;
    for (const [text, phrase] of cases)
      expect(classifier.classify(text).because, text).to.include(phrase);
    expect(classifier.classify('код, не, приходит').because).to.include('приходит');
  });

  it('makes no theme of a call for a person, a greeting, a curse or signs alone', () => {
    const subjectless =
      'позовите оператора|живого человека|соедините с оператором|хочу говорить с человеком|позовите старшего|' +
      'здравствуйте|Добрый день|ало|???|!!!|12345|8 912|сука|бл|дебилы|😡|фывапр|hello|operator|a real person please';
    for (const text of subjectless.split('|')) {
      const { requestType, isDecided } = classifier.classify(text);
      expect(requestType === 'general' || !isDecided, text).to.equal(true);
    }
  });

  it('understands plain English', () => {
    const cases = [
      ['account locked, forgot my password', 'account_access'],
      ['the website shows error 502', 'technical_fault'],
      ['I paid the fee twice, refund please', 'payments'],
      ['how to renew my electronic signature', 'e_signature'],
      ['what child allowance am I entitled to', 'benefits'],
    ] as const;
    for (const [text, requestType] of cases)
      expect(classifier.classify(text), text).to.include({ requestType, isDecided: true });
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
        // As people read it: some signs have two codes.
        for (const word of because) expect(text.normalize('NFC')).to.include(word);
      }),
    );
  });

  it('does a bounded amount of work, however long the message', () => {
    const texts = readSittings(trainingFolder)
      .slice(0, 500)
      .map(({ text }) => text);
    const countLookups = (text: string): number => listOccurrences(readWords(text)).length;
    const ordinary = texts.map(countLookups).sort((a, b) => a - b);
    const median = ordinary[Math.floor(ordinary.length / 2)]!;
    const long = [texts.join(' '), 'абвгдежзийклмнопрстуфхцч'.repeat(4_000), 'ёлка '.repeat(4_000)];
    // `liniya evaluate` prints the median's time, a fraction of a millisecond: twenty times it is within 2 ms.
    for (const text of long) expect(countLookups(text)).to.be.below(20 * median);
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
