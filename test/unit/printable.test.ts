import { expect } from 'chai';
import { makePrintable } from '../../server/features/transcripts/printable.js';

/** A font with Cyrillic, Latin, signs, and one smiling face. */
const hasGlyph = (codePoint: number) =>
  (codePoint >= 0x20 && codePoint < 0x500) || codePoint === 0x2116 || codePoint === 0x1f600;
const clean = (text: string) => makePrintable(text, { hasGlyph, emoji: 'эмодзи' });

const cases: [string, string, string][] = [
  ['keeps what the font has', 'Привет, №1 😀', 'Привет, №1 😀'],
  ['names a picture it lacks', 'Спасибо 👍!', 'Спасибо [эмодзи]!'],
  ['names a picture of many parts once', '👨‍👩‍👧‍👦', '[эмодзи]'],
  ['names a flag once', '🇷🇺', '[эмодзи]'],
  ['keeps the plain form of a toned picture', '😀\uFE0F', '😀'],
  ['shows that letters stood there', '漢字', '□□'],
  ['keeps lines and widens tabs', 'а\n\tб', 'а\n    б'],
  ['drops controls and marks that turn the direction', 'а\u0000\u202Eб\u200F', 'аб'],
];

describe('makePrintable', () => {
  for (const [what, text, printed] of cases) {
    it(what, () => {
      expect(clean(text)).to.equal(printed);
    });
  }
});
