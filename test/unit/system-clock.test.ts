import { expect } from 'chai';
import { SystemClock } from '../../server/lib/clock.js';

describe('The clock that follows the database', () => {
  /** An answer that was under way for so long, of a database ahead of the machine by so much when it was made, at the given part of the way. */
  const answer = (clock: SystemClock, aheadMs: number, tookMs: number, madeAfter: number): void => {
    const askedAt = performance.now() - tookMs;
    const madeMs = Date.now() - tookMs + madeAfter;
    clock.align(new Date(madeMs + aheadMs), askedAt, askedAt + tookMs);
  };
  const aheadOf = (clock: SystemClock): number => clock.nowMs() - Date.now();

  it('takes the middle of the first answer', () => {
    const clock = new SystemClock();
    answer(clock, 60_000, 800, 400);
    expect(aheadOf(clock)).to.be.closeTo(60_000, 20);
  });

  it('does not go back for a slow answer that says nothing against it', () => {
    const clock = new SystemClock();
    answer(clock, 60_000, 2, 1);
    // Made at the very beginning of the way, or at its end: by its middle the clock would be off by 400 ms.
    for (const madeAfter of [0, 800]) {
      answer(clock, 60_000, 800, madeAfter);
      expect(aheadOf(clock)).to.be.closeTo(60_000, 20);
    }
  });

  it('goes as far as an answer proves, and no further', () => {
    const clock = new SystemClock();
    answer(clock, 60_000, 2, 1);
    answer(clock, 59_000, 2, 1);
    expect(aheadOf(clock)).to.be.closeTo(59_000, 20);
    answer(clock, 58_000, 800, 400);
    expect(aheadOf(clock)).to.be.closeTo(58_400, 20);
  });
});
