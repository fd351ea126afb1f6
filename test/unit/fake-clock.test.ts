import { expect } from 'chai';
import { FakeClock } from '../helpers/fake-clock.js';

describe('the fake clock', () => {
  it('runs tasks at their own moment, in order, with those they plan', () => {
    const clock = new FakeClock();
    const start = clock.nowMs();
    const ran: string[] = [];
    const note = (name: string) => ran.push(`${name} at ${clock.nowMs() - start}`);
    clock.schedule(20, () => note('second'));
    clock.schedule(10, () => {
      note('first');
      clock.schedule(5, () => note('planned'));
      clock.schedule(50, () => note('later'));
    });
    clock.schedule(20, () => note('third'));
    const cancelled = clock.schedule(15, () => note('cancelled'));
    cancelled.cancel();
    clock.advance(9);
    expect(ran).to.deep.equal([]);
    clock.advance(11);
    expect(ran).to.deep.equal(['first at 10', 'planned at 15', 'second at 20', 'third at 20']);
    expect(clock.nowMs() - start).to.equal(20);
    expect(clock.plannedCount).to.equal(1);
  });
});
