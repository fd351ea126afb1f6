import { expect } from 'chai';
import { createTranslator } from '../../shared/i18n/translator.js';

const catalogue = {
  greeting: 'Здравствуйте, {name}',
  minutes: {
    one: '{count} минуту',
    few: '{count} минуты',
    many: '{count} минут',
    other: '{count} минуты',
  },
};

describe('translator', () => {
  const ru = createTranslator('ru', catalogue);
  const en = createTranslator('en', {
    greeting: 'Hello, {name}',
    minutes: { one: '{count} minute', other: '{count} minutes' },
  });
  const now = new Date(2026, 10, 24, 14, 5);

  it('chooses the Russian plural form', () => {
    const forms = [0, 1, 2, 5, 11, 12, 21, 22, 25, 101, 1.5].map((count) =>
      ru.t('minutes', { count }),
    );
    expect(forms).to.deep.equal([
      '0 минут',
      '1 минуту',
      '2 минуты',
      '5 минут',
      '11 минут',
      '12 минут',
      '21 минуту',
      '22 минуты',
      '25 минут',
      '101 минуту',
      '1,5 минуты',
    ]);
  });

  it('chooses the English plural form', () => {
    expect([en.t('minutes', { count: 1 }), en.t('minutes', { count: 4 })]).to.deep.equal([
      '1 minute',
      '4 minutes',
    ]);
  });

  it('fills holes, once, and leaves a forgotten one in sight', () => {
    expect(ru.t('greeting', { name: '{count} $& Анна' })).to.equal('Здравствуйте, {count} $& Анна');
    expect(ru.t('greeting')).to.equal('Здравствуйте, {name}');
  });

  it('answers null for a key it does not know, inherited names among them', () => {
    expect(ru.find('greeting', { name: 'Пётр' })).to.equal('Здравствуйте, Пётр');
    expect(ru.find('farewell')).to.equal(null);
    expect(ru.find('constructor')).to.equal(null);
  });

  it('names days near by and dates further off', () => {
    expect(ru.moment(new Date(2026, 10, 24, 9, 3), now)).to.equal('сегодня, 09:03');
    expect(ru.moment(new Date(2026, 10, 23, 23, 59), now)).to.equal('вчера, 23:59');
    expect(ru.moment(new Date(2026, 10, 20, 10, 0), now)).to.equal('20 ноября, 10:00');
    expect(ru.day(new Date(2026, 10, 24), now)).to.equal('24 ноября');
    expect(ru.day(new Date(2025, 10, 24), now)).to.match(/^24 ноября 2025/);
    expect(en.moment(new Date(2026, 10, 20, 10, 0), now)).to.equal('20 November, 10:00');
    expect(en.dayHeading(now, now)).to.equal('today');
  });

  it('writes clocks and sizes', () => {
    expect([0, -5, 1, 1_000, 247_000, 3_847_000].map(ru.clock)).to.deep.equal([
      '0:00',
      '0:00',
      '0:01',
      '0:01',
      '4:07',
      '1:04:07',
    ]);
    expect(
      [10, 340_000, 1_240_000].map((bytes) => ru.fileSize(bytes).replace(/\s/g, ' ')),
    ).to.deep.equal(['1 кБ', '340 кБ', '1,2 МБ']);
  });
});
