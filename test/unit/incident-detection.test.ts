import { expect } from 'chai';
import { trainingFolder } from '../../server/features/classification/data-files.js';
import { readSittings } from '../../server/features/classification/training/labelled-texts.js';
import {
  belongsTo,
  detectIncident,
  type DetectFacts,
  type FirstWords,
} from '../../server/features/incidents/detect.js';
import { createReadTokens } from '../../server/features/incidents/tokens.js';
import {
  computeUsualArrivals,
  listComparedHours,
} from '../../server/features/incidents/usual-arrivals.js';
import { requestTypes, type RequestType } from '../../shared/domain/request-types.js';

const readTokens = createReadTokens(Buffer.alloc(32, 7));
const tokensOf = (text: string): string[] => readTokens(text).map(({ token }) => token);
const asWords = (texts: readonly string[]): FirstWords[] =>
  texts.map((text, index) => ({ sessionId: `session-${index}`, tokens: tokensOf(text) }));

const outage = [
  'сайт не открывается',
  'Здравствуйте, сайт не работает, пишет ошибка 502',
  'не могу зайти на сайт, белый экран',
  'у вас сайт лежит?',
  'что с сайтом? не открывается ни одна страница',
  'сайт упал?',
  'вообще не открывается сайт госуслуг',
  'Добрый день. Не работает сайт, страница не открывается',
  'почему не работает сайт',
  'белый экран вместо сайта, не загружается',
  'сайт висит не загружается страница',
  'третий час не открывается сайт',
];

const factsOf = (texts: readonly string[], parts: Partial<DetectFacts> = {}): DetectFacts => {
  const words = asWords(texts);
  const arrived = words.at(-1) ?? { sessionId: '', tokens: [] };
  return {
    ...{ arrived, others: words.slice(0, -1), arrivals: words.length },
    ...{ usual: [], usualArrivals: null, ...parts },
  };
};

const byType = new Map<RequestType, string[]>(requestTypes.map((type) => [type, []]));
for (const { requestType, text, sitting } of readSittings(trainingFolder)) {
  if (!sitting.includes('english')) byType.get(requestType)?.push(text);
}

/** The same order each time, and no run of one sitting. */
const shuffled = (texts: readonly string[], seed: number): string[] =>
  texts
    .map((text, index) => ({ text, at: ((index + 1) * (7_919 + 2 * seed)) % 10_007 }))
    .sort((a, b) => a.at - b.at)
    .map(({ text }) => text);

describe('A mass incident', () => {
  it('is noticed where people write about one thing in their own words', () => {
    const detection = detectIncident(factsOf(outage));
    expect(detection).to.include({ isIncident: true });
    if (detection.isIncident) expect(detection.sessionIds.length).to.be.at.least(10);
  });

  it('is noticed beside what usually comes, and leaves that out', () => {
    const usual = shuffled(byType.get('technical_fault') ?? [], 1);
    const others = usual.slice(0, 6);
    const detection = detectIncident(
      factsOf([...others, ...outage], { usual: usual.slice(6, 306).map(tokensOf) }),
    );
    if (!detection.isIncident) throw new Error(detection.why);
    const strangers = detection.sessionIds.filter((id) => Number(id.split('-')[1]) < others.length);
    // Of six, those who happen to say the same of another page.
    expect(strangers.length).to.be.at.most(2);
  });

  it('is none where as many write about different things of one type', () => {
    const found: string[] = [];
    for (const [type, texts] of byType) {
      const words = asWords(shuffled(texts, 1).slice(0, 240));
      for (let start = 0; start < 120; start += 30) {
        const others = words.slice(start, start + 29);
        const arrived = words[start + 29] ?? { sessionId: '', tokens: [] };
        for (const usual of [[], words.slice(120).map(({ tokens }) => tokens)]) {
          const facts = { arrived, others, arrivals: 30, usual, usualArrivals: null };
          if (detectIncident(facts).isIncident) found.push(`${type} ${start} ${usual.length}`);
        }
      }
    }
    expect(found).to.deep.equal([]);
  });

  it('is none below ten, nor where so many come each Monday morning', () => {
    expect(detectIncident(factsOf(outage.slice(0, 9)))).to.deep.equal({
      ...{ isIncident: false, why: 'few_arrivals' },
    });
    const monday = computeUsualArrivals([48, 52, 45, 50]);
    expect(monday).to.be.closeTo(50 / 6, 0.01);
    expect(detectIncident(factsOf(outage, { usualArrivals: monday }))).to.deep.equal({
      ...{ isIncident: false, why: 'usual_arrivals' },
    });
    expect(detectIncident(factsOf(outage, { usualArrivals: 2 })).isIncident).to.equal(true);
  });

  it('is the same for the same facts, whoever asks', () => {
    expect(detectIncident(factsOf(outage))).to.deep.equal(detectIncident(factsOf(outage)));
  });

  it('takes in who comes later with its words, and nobody else', () => {
    const detection = detectIncident(factsOf(outage));
    if (!detection.isIncident) throw new Error(detection.why);
    const { common } = detection;
    expect(belongsTo(tokensOf('Сайт опять не открывается, когда почините?'), common)).to.equal(
      true,
    );
    expect(belongsTo(tokensOf('Как сменить фамилию в профиле?'), common)).to.equal(false);
    expect(belongsTo([], common)).to.equal(false);
  });

  it('keeps no word that could be read back', () => {
    const tokens = tokensOf('Сайт не открывается');
    expect(tokens.join(' ')).not.to.match(/[а-я]/iu);
    expect(createReadTokens(Buffer.alloc(32, 8))('Сайт не открывается')[0]?.token).not.to.equal(
      tokens[0],
    );
  });
});

describe('What usually comes', () => {
  it('is the median of the same hour of four weeks, and unknown where nobody counted', () => {
    const monday = Date.parse('2026-11-30T09:41:00Z');
    expect(listComparedHours(monday).map((ms) => new Date(ms).toISOString())).to.deep.equal([
      '2026-11-23T09:00:00.000Z',
      '2026-11-16T09:00:00.000Z',
      '2026-11-09T09:00:00.000Z',
      '2026-11-02T09:00:00.000Z',
    ]);
    expect(computeUsualArrivals([])).to.equal(null);
    // An incident of last week makes nothing usual.
    expect(computeUsualArrivals([600, 12, 6, 12])).to.equal(2);
  });
});
