import { expect } from 'chai';
import fc from 'fast-check';
import { formatAppealNumber, parseAppealNumber } from '../../shared/domain/appeal-number.js';

const anyNumber = fc
  .tuple(fc.integer({ min: 2020, max: 2099 }), fc.integer({ min: 1, max: 9_999_999 }))
  .map(([year, sequence]) => formatAppealNumber(year, sequence));

const digitsOf = (number: string) => number.replaceAll('-', '');

describe('Appeal numbers', () => {
  it('have the form ГГ-NNNNNNN-К', () => {
    expect(formatAppealNumber(2026, 42)).to.match(/^26-0000042-\d$/);
  });

  it('are read with dashes, without, with spaces and with «№»', () => {
    fc.assert(
      fc.property(anyNumber, (number) => {
        const spaced = number.replaceAll('-', ' ');
        for (const typed of [number, digitsOf(number), spaced, `№ ${number}`, ` ${number} `]) {
          expect(parseAppealNumber(typed), typed).to.equal(number);
        }
      }),
    );
  });

  it('refuse every single wrong digit', () => {
    fc.assert(
      fc.property(anyNumber, (number) => {
        const digits = digitsOf(number);
        for (let at = 0; at < digits.length; at += 1) {
          for (let digit = 0; digit < 10; digit += 1) {
            if (digits[at] === String(digit)) continue;
            const wrong = digits.slice(0, at) + String(digit) + digits.slice(at + 1);
            expect(parseAppealNumber(wrong), `${digits} → ${wrong}`).to.equal(null);
          }
        }
      }),
    );
  });

  it('refuse every swap of neighbours', () => {
    fc.assert(
      fc.property(anyNumber, (number) => {
        const digits = digitsOf(number);
        for (let at = 0; at + 1 < digits.length; at += 1) {
          const [left = '', right = ''] = digits.slice(at, at + 2);
          if (left === right) continue;
          const swapped = digits.slice(0, at) + right + left + digits.slice(at + 2);
          expect(parseAppealNumber(swapped), `${digits} → ${swapped}`).to.equal(null);
        }
      }),
    );
  });

  it('refuse what is no number at all', () => {
    for (const text of ['', '26-000004-2', '26-00000420-2', 'двадцать шесть', '26-0000042-к']) {
      expect(parseAppealNumber(text), text).to.equal(null);
    }
  });
});
