import { expect } from 'chai';
import fc from 'fast-check';
import { FloorShift, steps, type Move, type Step } from '../helpers/floor-shift.js';

/** `LINIYA_TEST_STEPS=200000` takes longer; `LINIYA_TEST_SEED` repeats one run. */
const wanted = Number(process.env['LINIYA_TEST_STEPS'] ?? 25_000);
const seed = process.env['LINIYA_TEST_SEED'];
const longest = 120;

/** `<move> <who> <which>`, hasty ones marked with `!`. */
const parse = (history: string): Step[] =>
  history.split(', ').map((step) => {
    const [move, who, which, hasty] = step.split(' ');
    return {
      ...{ move: move as Move, who: Number(who), which: Number(which), isHasty: hasty === '!' },
    };
  });

/** Shifts that have once broken something, cut down to what it took. */
const once: Step[][] = [
  // A seat claimed for an offer that was made already hid a free operator from who waits; nobody looked again.
  parse('arrive 0 14, accept 0 0, arrive 0 26 !, transfer 0 23 !, answer 0 0 !, say 0 0'),
  // A call taken back in the same instant: the queue had not heard of it, and the chat passed one that stood ahead.
  parse(
    'lose 17 0, lose 2 0, time 0 25, arrive 0 1, arrive 1 3, decline 15 0, arrive 0 26, accept 0 0, arrive 0 0, time 0 0, ' +
      'transfer 0 0, arrive 0 14, call 0 29 !, transfer 0 0 !, solved 0 0 !, accept 0 0 !, withdraw 0 14, say 0 0',
  ),
];

describe('A shift of any steps over memory', function () {
  this.timeout(Math.max(60_000, wanted));

  it(`keeps seats, queue, offers, transfers and calls as promised (${String(wanted)} steps)`, async () => {
    let taken = 0;
    const holds = fc.asyncProperty(
      fc.array(steps, { minLength: 1, maxLength: longest, size: 'max' }),
      async (history) => {
        const shift = await FloorShift.begin();
        for (const step of history) {
          await shift.take(step);
          taken += 1;
          if (shift.broken.length > 0) throw new Error(shift.broken.join('\n'));
        }
      },
    );
    await fc.assert(holds, {
      numRuns: Math.ceil(wanted / (longest / 2)),
      examples: once.map((history) => [history]),
      ...(seed === undefined ? {} : { seed: Number(seed) }),
    });
    expect(taken, 'steps').to.be.at.least(wanted * 0.8);
  });
});
