import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contrast, parseHex } from '../../shared/design/contrast.js';

const css = readFileSync('shared/design/tokens.css', 'utf8');

/** The custom properties of the block that begins with `selector`. */
const tokensOf = (selector: string): Record<string, string> => {
  const start = css.indexOf(`${selector} {`);
  expect(start, selector).to.be.at.least(0);
  const block = css.slice(start, css.indexOf('}', start));
  const tokens: Record<string, string> = {};
  for (const [, name, value] of block.matchAll(/--([\w-]+):\s*([^;]+);/g)) tokens[name!] = value!;
  return tokens;
};
const light = tokensOf('\n:root');
const darkBySystem = tokensOf(":root:not([data-theme='light'])");
const darkByHand = tokensOf(":root[data-theme='dark']");

const texts = ['text', 'muted', 'accent', 'success', 'warning', 'danger', 'escalation'];
const grounds = ['bg', 'surface', 'sunken'];
/** Text on a ground of its own. */
const pairs = [
  ['on-accent', 'accent'],
  ['on-strong', 'success'],
  ['on-strong', 'warning'],
  ['on-strong', 'danger'],
  ['on-strong', 'escalation'],
  ['text', 'own'],
  ['muted', 'own'],
  ['accent', 'own'],
  ['note-text', 'note-paper'],
];

const stylesheets = (room: string): string[] =>
  readdirSync(room, { recursive: true, encoding: 'utf8' })
    // The demo's host pages are somebody else's: they have a look of their own.
    .filter((file) => file.endsWith('.css') && !file.startsWith('demo'))
    .map((file) => join(room, file));

describe('design tokens', () => {
  it('are the same dark, whether the system or the reader wants it', () => {
    expect(darkBySystem).to.deep.equal(darkByHand);
    expect(Object.keys(light)).to.include.members(Object.keys(darkByHand));
  });

  for (const [theme, tokens] of Object.entries({ light, dark: { ...light, ...darkByHand } })) {
    const ratio = (front: string, ground: string) =>
      contrast(
        parseHex(tokens[`color-${front}`] ?? '')!,
        parseHex(tokens[`color-${ground}`] ?? '')!,
      );

    it(`read in ${theme}: every text at 4.5:1 or more`, () => {
      for (const ground of grounds)
        for (const text of texts)
          expect(ratio(text, ground), `${text} on ${ground}`).to.be.at.least(4.5);
      for (const [text, ground] of pairs)
        expect(ratio(text!, ground!), `${text!} on ${ground!}`).to.be.at.least(4.5);
    });

    it(`show controls in ${theme}: every edge at 3:1 or more`, () => {
      for (const ground of grounds) expect(ratio('edge', ground), ground).to.be.at.least(3);
    });
  }

  it('are the only place with raw colours and pixels', () => {
    for (const file of [...stylesheets('widget'), ...stylesheets('console')]) {
      readFileSync(file, 'utf8')
        .split('\n')
        .forEach((line, index) => {
          if (line.trimStart().startsWith('@media') || line.trimStart().startsWith('@container'))
            return;
          expect(line, `${file}:${String(index + 1)}`).not.to.match(
            /#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(|\b[1-9]\d*px\b/i,
          );
        });
    }
  });
});
