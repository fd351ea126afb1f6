import { expect } from 'chai';
import {
  holdOutCorrections,
  makeCorrectionsSitting,
  type CorrectedText,
} from '../../server/features/classification/training/corrections-sitting.js';
import type { LabelledText } from '../../server/features/classification/training/labelled-texts.js';
import { blankPersonal, maskPersonal } from '../../server/features/chat-sessions/mask.js';
import { readWords } from '../../server/features/classification/text/words.js';
import { limits } from '../../shared/limits.js';

const shipped: LabelledText[] = [
  { text: 'не приходит код на телефон, помогите', requestType: 'account_access', sitting: 'a' },
  { text: 'деньги списали, а квитанции нет', requestType: 'payments', sitting: 'b' },
];

const corrected = (text: string, citizenId = 'somebody'): CorrectedText => ({
  ...{ text, citizenId },
  requestType: 'payments',
});

const learned = (corrections: CorrectedText[], tests: LabelledText[] = []) =>
  makeCorrectionsSitting(corrections, shipped, tests).map(({ text }) => text);

describe('Corrections as a sitting', () => {
  it('learn no word of one or two people that the shipped texts do not have', () => {
    const words = ['помогите Иванову, деньги списали', 'деньги списали у Ивановой на Лесной'];
    expect(learned(words.map((text, index) => corrected(text, `${index}`)))).to.have.members([
      'помогите деньги списали',
      'деньги списали на',
    ]);
  });

  it('learn a new word that three citizens wrote, and not one that one wrote three times', () => {
    const three = ['a', 'b', 'c'].map((who) => corrected(`деньги кэшбэк ${who}`, who));
    for (const text of learned(three)) expect(text).to.include('кэшбек'.slice(0, 3));
    const one = [1, 2, 3].map((times) => corrected(`деньги кэшбэк ${times}`));
    for (const text of learned(one)) expect(text).not.to.match(/к[эе]ш/);
  });

  it('leave out what nearly repeats a test text, and what is nothing but names', () => {
    const tests: LabelledText[] = [
      { text: 'Деньги списали, квитанции нет!', requestType: 'payments', sitting: 'test' },
    ];
    const texts = [corrected('деньги списали квитанции нет'), corrected('Селиванов Аристарх')];
    expect(learned(texts, tests)).to.deep.equal([]);
  });

  it('take few texts of one citizen, the same ones in whatever order they come', () => {
    const flood = Array.from({ length: 40 }, (_, index) =>
      corrected(`деньги ${'списали '.repeat(index + 1)}`),
    );
    const once = learned(flood);
    expect(once).to.have.length(limits.retraining.maxOfOneCitizen);
    expect(learned(flood.toReversed())).to.deep.equal(once);
  });

  it('hold out a part that no known text repeats', () => {
    const sitting = makeCorrectionsSitting(
      Array.from({ length: 300 }, (_, index) =>
        corrected(`деньги списали ${'телефон код нет '.repeat(index % 9)} ${index}`, `${index}`),
      ),
      shipped,
      [],
    );
    const { known, unseen } = holdOutCorrections(sitting);
    expect(known.length).to.be.within(200, 280);
    expect(unseen.every((text) => !known.includes(text))).to.equal(true);
  });
});

describe('Personal parts of a text', () => {
  const text = 'мой паспорт 4510 123456, почта ivan.petrov@example.org, ошибка 502';

  it('are masked where people read it', () => {
    const masked = maskPersonal(text);
    expect(masked).to.equal('мой паспорт •••56, почта •••@•••, ошибка 502');
  });

  it('are blanked where it is learned from, and still read as numbers', () => {
    const blank = blankPersonal(text);
    expect(blank).not.to.match(/4510|123456|ivan|petrov|example/);
    const forms = readWords(blank).map(({ form }) => form);
    expect(forms).to.include('<длинное-число>').and.include('<код-ошибки>');
  });
});
