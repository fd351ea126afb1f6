import { expect } from 'chai';
import fc from 'fast-check';
import { adjustAccent, bestTextOn } from '../../shared/design/accent.js';
import { contrast, formatHex, parseHex, type Rgb } from '../../shared/design/contrast.js';
import { isDark } from '../../widget/loader/look.js';

const light: Rgb[] = [
  parseHex('#f4f6f4')!,
  parseHex('#fff')!,
  parseHex('#e9eeeb')!,
  parseHex('#ddefec')!,
];
const dark: Rgb[] = [
  parseHex('#0f1513')!,
  parseHex('#171f1c')!,
  parseHex('#0a0f0d')!,
  parseHex('#15332f')!,
];
const part = fc.integer({ min: 0, max: 255 });
const anyColour = fc.tuple(part, part, part);

describe('accent of a host page', () => {
  it('reads on every ground of both themes, and text reads on it', () => {
    fc.assert(
      fc.property(anyColour, fc.constantFrom(light, dark), (wanted, grounds) => {
        const shade = adjustAccent(wanted, grounds);
        for (const ground of grounds) expect(contrast(shade, ground)).to.be.at.least(4.5);
        expect(contrast(bestTextOn(shade), shade)).to.be.at.least(4.5);
      }),
    );
  });

  it('stays as it is where it reads already', () => {
    expect(formatHex(adjustAccent(parseHex('#0a6b64')!, light))).to.equal('#0a6b64');
    expect(formatHex(adjustAccent(parseHex('#5ac7bd')!, dark))).to.equal('#5ac7bd');
  });

  it('gets readable words on the launcher', () => {
    fc.assert(
      fc.property(anyColour, (ground) => {
        const text: Rgb = isDark(formatHex(ground)) ? [255, 255, 255] : [0, 0, 0];
        expect(contrast(text, ground)).to.be.at.least(4.5);
      }),
    );
  });

  it('is refused where it is no colour', () => {
    for (const text of ['', 'red', '#12', '#12345', 'url(x)', '#gggggg'])
      expect(parseHex(text)).to.equal(null);
  });
});
