import { expect } from 'chai';
import { listConcepts } from '../../server/features/classification/text/concepts.js';
import { foldSounds } from '../../server/features/classification/text/phonetics.js';
import { readWords } from '../../server/features/classification/text/words.js';

const formsOf = (text: string): string =>
  readWords(text)
    .map(({ form }) => form)
    .join(' ');

describe('reading the words of a message', () => {
  it('folds case, ё, repeated letters and abbreviations', () => {
    expect(formsOf('ЁЛКА дооооолго')).to.equal('елка долго');
    expect(formsOf('Не могу войти в ЛК через гу')).to.equal(
      'не могу войти в личный кабинет через госуслуги',
    );
    expect(formsOf('ЭЦП и укэп')).to.equal('электронная подпись и электронная подпись');
  });

  it('reads Latin letters as Russian, and foreign words as themselves', () => {
    expect(formsOf('ne prihodit sms, pomogite')).to.equal('не приходит смс помогите');
    expect(formsOf('4to delat')).to.equal('что делат');
    expect(formsOf('iPhone')).to.equal('айфон телефон');
  });

  it('reads what was typed with the wrong keyboard layout', () => {
    expect(formsOf('gjxtve yt hf,jnftn cfqn')).to.equal('почему не работает сайт');
    expect(formsOf('yt ghb[jlbn rjl')).to.equal('не приходит код');
  });

  it('reads English by its meaning, and what it does not know as it is', () => {
    expect(formsOf("I can't sign in, the code does not arrive")).to.equal(
      'i не могу войти код не пришло',
    );
    expect(formsOf('account locked, help pls')).to.equal(
      'аккаунт заблокирован помогите пожалуйста',
    );
    expect(formsOf('my traffic police fines, dear sir')).to.equal('my гибдд штраф dear sir');
    expect(readWords('please sign in').map(({ shown }) => shown)).to.deep.equal([
      'please',
      'sign in',
    ]);
    expect(formsOf('zabyl password ot akkaunta')).to.equal('забыл пароль от аккаунта');
  });

  it('reads words that mix alphabets, and a «не» that is written together', () => {
    expect(formsOf('пapoль')).to.equal('пароль');
    expect(formsOf('неработает')).to.equal('не работает');
  });

  it('turns numbers, links and smiles into marks', () => {
    expect(formsOf('ошибка 502')).to.equal('ошибка <код-ошибки>');
    expect(formsOf('в 2024 списали 1500')).to.equal('в <год> списали <число>');
    expect(formsOf('см https://example.org/a?b=1 😡')).to.equal('см <ссылка> <гнев>');
  });

  it('keeps every word as it was written, whatever was made of it', () => {
    const shown = readWords('<b>ПАРОЛЬ</b> yt-то 3-НДФЛ').map((word) => word.shown);
    expect(shown).to.include('ПАРОЛЬ').and.to.include('3-НДФЛ').and.not.to.include('b');
    expect(readWords('yt ghb[jlbn rjl').map((word) => word.shown)).to.deep.equal([
      'yt',
      'ghb[jlbn',
      'rjl',
    ]);
  });

  it('takes anything, however long', () => {
    const floods = ['', ' \n', '.', '.'.repeat(4_000), '<a'.repeat(2_000), `${'.'.repeat(3_999)}a`];
    for (const text of [...floods, 'я'.repeat(4_000), 'да '.repeat(1_300), '((((\u0000'])
      expect(readWords(text).length, text.slice(0, 20)).to.be.at.most(64);
  });
});

describe('what words have in common', () => {
  it('folds what sounds alike', () => {
    expect(foldSounds('падержка')).to.equal(foldSounds('поддержка'));
    expect(foldSounds('регестрация')).to.equal(foldSounds('регистрация'));
    expect(foldSounds('код')).to.not.equal(foldSounds('год'));
  });

  it('finds families of meaning by whole words and by beginnings', () => {
    expect(listConcepts('криптопро')).to.include('signature');
    expect(listConcepts('налоговую')).to.include('agency');
    expect(listConcepts('бегемот')).to.deep.equal([]);
  });
});
