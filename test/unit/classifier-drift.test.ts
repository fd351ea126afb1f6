import { expect } from 'chai';
import {
  computeInterval,
  judgeDrift,
  promisedBy,
} from '../../server/features/classifier-review/drift.js';
import { computeShares, listPairs } from '../../server/features/classifier-review/figures.js';
import { weekOf } from '../../server/features/classifier-review/drift-watch.js';
import { requestTypes } from '../../shared/domain/request-types.js';

const share = (corrected: number, decided: number) => ({ corrected, decided });

describe('Drift of the classifier', () => {
  it('gives a share the interval that Wilson gives it', () => {
    const { low, high } = computeInterval(share(5, 100));
    expect(low).to.be.closeTo(0.0186, 1e-4);
    expect(high).to.be.closeTo(0.1276, 5e-3);
    expect(computeInterval(share(0, 40)).low).to.equal(0);
    expect(computeInterval(share(0, 0))).to.deep.equal({ low: 0, high: 1 });
  });

  it('concludes nothing below thirty', () => {
    expect(judgeDrift(share(1, 400), share(29, 29))).to.equal('unknown');
    expect(judgeDrift(share(0, 29), share(30, 30))).to.equal('unknown');
    expect(judgeDrift(share(0, 30), share(30, 30))).to.equal('worse');
  });

  it('calls worse what is certain and matters, and better the same the other way round', () => {
    expect(judgeDrift(share(12, 240), share(15, 60))).to.equal('worse');
    expect(judgeDrift(share(15, 60), share(12, 240))).to.equal('better');
    // Large, and as likely luck.
    expect(judgeDrift(share(12, 240), share(7, 60))).to.equal('same');
    // Certain, and four points.
    expect(judgeDrift(share(200, 20_000), share(250, 5_000))).to.equal('same');
  });

  it('cries wolf once in a thousand looks at most', () => {
    const logFactorial = [0];
    for (let n = 1; n <= 500; n += 1) logFactorial.push(logFactorial[n - 1]! + Math.log(n));
    const chance = (k: number, n: number, p: number) =>
      Math.exp(
        logFactorial[n]! -
          logFactorial[k]! -
          logFactorial[n - k]! +
          k * Math.log(p) +
          (n - k) * Math.log(1 - p),
      );
    for (const rate of [0.02, 0.1, 0.2]) {
      for (const decided of [30, 60, 120]) {
        let alarms = 0;
        for (let now = 0; now <= decided; now += 1) {
          const likely = chance(now, decided, rate);
          if (likely < 1e-9) continue;
          for (let then = 0; then <= 4 * decided; then += 1) {
            if (judgeDrift(share(then, 4 * decided), share(now, decided)) === 'worse')
              alarms += likely * chance(then, 4 * decided, rate);
          }
        }
        expect(alarms, `${rate} of ${decided}`).to.be.below(0.001);
      }
    }
  });

  it('takes what a model promised where there are no earlier weeks', () => {
    const promised = promisedBy({ payments: { decided: 200, wrong: 8 } });
    expect([...promised]).to.deep.equal([['payments', share(8, 200)]]);
    expect(judgeDrift(promised.get('payments')!, share(14, 50))).to.equal('worse');
  });

  it('counts weeks from Monday by Moscow time', () => {
    const at = (moment: string) => weekOf(Date.parse(moment));
    expect(at('2026-11-30T09:00:00Z')).to.equal('2026-11-30');
    expect(at('2026-11-29T20:59:59Z')).to.equal('2026-11-23');
    expect(at('2026-11-29T21:00:00Z')).to.equal('2026-11-30');
    expect(at('2026-12-06T20:59:59Z')).to.equal('2026-11-30');
  });
});

describe('Figures of corrections', () => {
  const tallies = [
    { predicted: 'payments', isDecided: true, count: 90 },
    { predicted: 'payments', corrected: 'benefits', isDecided: true, count: 7 },
    { predicted: 'payments', corrected: 'general', isDecided: true, count: 3 },
    { predicted: 'payments', corrected: 'benefits', isDecided: false, count: 4 },
    { predicted: 'profile', isDecided: false, count: 5 },
    { predicted: 'general', corrected: 'benefits', isDecided: false, count: 3 },
  ] as const;

  it('share out by the type the model said, of what it placed without asking', () => {
    const shares = computeShares(tallies);
    expect([...shares.keys()]).to.deep.equal([...requestTypes]);
    expect(shares.get('payments')).to.deep.equal(share(10, 100));
    expect(shares.get('profile')).to.deep.equal(share(0, 0));
  });

  it('pair what was taken for what, asked or not, the commonest first', () => {
    expect(listPairs(tallies)).to.deep.equal([
      { predicted: 'payments', corrected: 'benefits', count: 11 },
      { predicted: 'general', corrected: 'benefits', count: 3 },
      { predicted: 'payments', corrected: 'general', count: 3 },
    ]);
  });
});
