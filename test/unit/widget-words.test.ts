import { expect } from 'chai';
import { createTranslator } from '../../shared/i18n/translator.js';
import { errorCodes } from '../../shared/protocol/errors.js';
import { requestTypes } from '../../shared/domain/request-types.js';
import { en } from '../../widget/app/catalogues/en.js';
import { enTalk } from '../../widget/app/catalogues/en-talk.js';
import { ru } from '../../widget/app/catalogues/ru.js';
import { ruTalk } from '../../widget/app/catalogues/ru-talk.js';
import { computeCountdown, passedMark } from '../../widget/app/countdown.js';
import { chooseLocale, readParams } from '../../widget/app/params.js';
import { describeQueue } from '../../widget/app/queue-text.js';
import { splitLinks } from '../../widget/app/split-links.js';

const texts = { ru: { ...ru, ...ruTalk }, en: { ...en, ...enTalk } };
const translator = createTranslator('ru', texts.ru);
const minute = 60_000;

/** The names in the holes of every form of an entry. */
const holesOf = (entry: unknown): string[] => {
  const forms =
    typeof entry === 'string' ? [entry] : Object.values(entry as Record<string, string>);
  return [...new Set(forms.flatMap((form) => form.match(/\{\w+\}/g) ?? []))].sort();
};

describe('widget words', () => {
  it('exist in both languages, with the same holes', () => {
    expect(Object.keys(texts.en).sort()).to.deep.equal(Object.keys(texts.ru).sort());
    for (const key of Object.keys(texts.ru) as (keyof typeof texts.ru)[])
      expect(holesOf(texts.en[key]), key).to.deep.equal(holesOf(texts.ru[key]));
  });

  it('have every form a Russian plural needs', () => {
    for (const [key, entry] of Object.entries(texts.ru)) {
      if (typeof entry === 'string') continue;
      expect(Object.keys(entry), key).to.have.members(['one', 'few', 'many', 'other']);
    }
  });

  it('name every request type and no error that does not exist', () => {
    for (const type of requestTypes)
      expect(translator.find(`type.${type}`), type).not.to.equal(null);
    const known: string[] = [...errorCodes, 'no_answer', 'unknown'];
    const named = Object.keys(texts.ru).filter((key) => key.startsWith('error.'));
    expect(known).to.include.members(named.map((key) => key.slice('error.'.length)));
  });

  it('speak calmly', () => {
    for (const catalogue of Object.values(texts))
      expect(JSON.stringify(catalogue)).not.to.match(/!/);
  });

  it('describe a place in the queue without inventing minutes', () => {
    const describe = (queue: object) =>
      describeQueue(translator, { isUnattended: false, position: 1, ...queue });
    expect(describe({})).to.equal('Ваша очередь следующая');
    expect(describe({ position: 3 })).to.equal('Перед вами 2 человека');
    expect(describe({ position: 6, waitMs: { p50: 2 * minute, p90: 5 * minute } })).to.equal(
      'Перед вами 5 человек · ответят через 2–5 минут',
    );
    expect(describe({ waitMs: { p50: 20_000, p90: 50_000 } })).to.equal(
      'Ваша очередь следующая · ответят меньше чем через минуту',
    );
    expect(
      describe({ position: 2, waitMs: { p50: minute, p90: 80_000 }, worsenedBy: 'urgent_ahead' }),
    ).to.equal(
      'Перед вами 1 человек · ответят примерно через 1 минуту · место сдвинулось: впереди срочное обращение',
    );
  });
});

describe('widget countdown', () => {
  const window = { openedAt: '2026-11-24T10:00:00.000Z', deadlineAt: '2026-11-24T10:10:00.000Z' };
  const at = (leftMs: number) => computeCountdown(window, Date.parse(window.deadlineAt) - leftMs);

  it('changes its tone under 30 % and under 10 %, and ends at nothing', () => {
    expect([at(10 * minute).tone, at(3 * minute).tone, at(3 * minute - 1).tone]).to.deep.equal([
      'calm',
      'calm',
      'warning',
    ]);
    expect([at(minute).tone, at(minute - 1).tone, at(0).tone]).to.deep.equal([
      'warning',
      'danger',
      'over',
    ]);
    expect(at(-minute)).to.deep.equal({ leftMs: 0, share: 0, tone: 'over' });
    expect(at(20 * minute).share).to.equal(1);
  });

  it('is announced at five minutes, one minute and ten seconds only', () => {
    const marks = [];
    for (let left = 600_000; left >= 0; left -= 1_000) marks.push(passedMark(left + 1_000, left));
    expect(marks.filter((mark) => mark !== null)).to.deep.equal([300_000, 60_000, 10_000]);
  });
});

describe('widget links', () => {
  it('are cut out of words, without the sentence’s own punctuation', () => {
    const text =
      'Смотрите https://portal.example/a?b=1#c. Или (http://x.example/страница), а javascript:alert(1) нет';
    const parts = splitLinks(text);
    expect(parts.map((part) => part.text).join('')).to.equal(text);
    expect(parts.flatMap((part) => part.href ?? [])).to.deep.equal([
      'https://portal.example/a?b=1#c',
      'http://x.example/страница',
    ]);
  });

  it('are not seen where there are none', () => {
    expect(splitLinks('https:// и всё')).to.deep.equal([{ text: 'https:// и всё' }]);
    expect(splitLinks('')).to.deep.equal([]);
  });
});

describe('widget parameters', () => {
  it('believe nothing that is not what it should be', () => {
    expect(
      readParams({ search: '?mode=x&host=javascript:1&locale=de&theme=pink', hash: '' }),
    ).to.deep.equal({
      ...{ mode: 'frame', hostOrigin: null, nonce: '', locale: null, theme: null, accent: null },
    });
    expect(
      readParams({
        search: '?mode=fullpage&host=https%3A%2F%2Fa.example%2Fpath&locale=en&theme=dark',
        hash: '#n',
      }),
    ).to.deep.equal({
      ...{
        mode: 'fullpage',
        hostOrigin: 'https://a.example',
        nonce: 'n',
        locale: 'en',
        theme: 'dark',
        accent: null,
      },
    });
  });

  it('choose the first language of the reader that there is', () => {
    expect(chooseLocale(['de-DE', 'en-US', 'ru'])).to.equal('en');
    expect(chooseLocale(['fr'])).to.equal('ru');
  });
});
