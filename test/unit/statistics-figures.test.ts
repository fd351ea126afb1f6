import { expect } from 'chai';
import { readDays } from '../../server/features/statistics/days.js';
import type {
  EscalationFact,
  TransferFact,
  WaitFact,
} from '../../server/features/statistics/fact.js';
import {
  computeCalibration,
  computeOvertaking,
  computePromises,
  computeWaits,
  sumOvertaking,
} from '../../server/features/statistics/figures.js';
import { computeCoveredMs } from '../../server/features/statistics/free-time.js';
import { computeGini, percentile } from '../../server/features/statistics/numbers.js';
import {
  computeOperators,
  computeSpread,
} from '../../server/features/statistics/operator-figures.js';
import { findTransferLoops } from '../../server/features/statistics/transfer-loops.js';
import { computeWaitInterval } from '../../shared/routing/wait-interval.js';

const minute = 60_000;
const day = Date.parse('2026-11-30T06:00:00Z');
const at = (minutes: number) => new Date(day + minutes * minute);

let made = 0;
/** Queued and ended at these minutes. */
const wait = (queued: number, ended: number, more: Partial<WaitFact> = {}): WaitFact => ({
  ...{ _id: `wait:${(made += 1)}`, kind: 'wait', at: at(ended), poolId: 'p' },
  ...{ queuedAt: at(queued), waitMs: (ended - queued) * minute, isServed: true, position: 1 },
  ...more,
});

describe('Figures of waits', () => {
  it('give the half and nine of ten of those served, exactly', () => {
    const waits = Array.from({ length: 10 }, (_, index) => wait(0, index + 1));
    const left = wait(0, 90, { isServed: false });
    expect(computeWaits([...waits, left])).to.deep.equal({
      ...{ served: 10, left: 1, p50Ms: 5 * minute, p90Ms: 9 * minute, longestMs: 10 * minute },
    });
    expect(computeWaits([left])).to.deep.equal({ served: 0, left: 1 });
    expect([percentile([], 0.5), percentile([7], 0.99)]).to.deep.equal([undefined, 7]);
  });

  it('hold each wait against the interval kept for it, both ends included', () => {
    const foreseen = { p10: minute, p50: 3 * minute, p90: 5 * minute };
    const ends = [0.5, 1, 3, 4, 5, 5.1].map((ended) => wait(0, ended, { foreseen }));
    const gone = [4, 6].map((ended) => wait(0, ended, { foreseen, isServed: false }));
    expect(computeCalibration([...ends, ...gone, wait(0, 1)])).to.deep.equal({
      ...{ known: 7, inside: 4, sooner: 1, later: 2, withinHalf: 3, unknown: 1 },
    });
  });
});

describe('The interval of a wait', () => {
  it('is none under twenty waits, and of ranks among one more than there are', () => {
    const paces = Array.from({ length: 20 }, (_, index) => (index + 1) * 1_000);
    expect(computeWaitInterval(paces.slice(1), 1)).to.equal(null);
    expect(computeWaitInterval(paces, 1)).to.deep.equal({ p10: 2_000, p50: 11_000, p90: 19_000 });
    expect(computeWaitInterval(paces, 3)).to.deep.equal({ p10: 6_000, p50: 33_000, p90: 57_000 });
  });
});

describe('Overtaking', () => {
  it('is measured against the latest comer served before, not against who was served after', () => {
    const waits = [wait(0, 10), wait(1, 3), wait(4, 6), wait(5, 20), wait(30, 31)];
    const by = computeOvertaking(waits);
    expect(waits.map(({ _id }) => (by.get(_id) ?? 0) / minute)).to.deep.equal([4, 0, 0, 0, 0]);
    const measured = [...by.values()].map((byMs) => ({ byMs, boundMs: 3 * minute }));
    expect(sumOvertaking(measured)).to.deep.equal({
      ...{ overtaken: 1, worstMs: 4 * minute, p99Ms: 4 * minute, boundMs: 3 * minute, beyond: 1 },
    });
  });

  it('counts by nobody who left unserved, and whoever left after being overtaken', () => {
    const gone = wait(0, 10, { isServed: false });
    const late = wait(5, 6);
    expect(computeOvertaking([gone, late]).get(gone._id)).to.equal(5 * minute);
    const [first, leaver] = [wait(0, 10), wait(5, 6, { isServed: false })];
    expect(computeOvertaking([first, leaver]).get(first._id)).to.equal(0);
    const [early, sameInstant] = [wait(0, 8), wait(5, 8)];
    expect(computeOvertaking([sameInstant, early]).get(early._id)).to.equal(0);
    expect(sumOvertaking([])).to.include({ overtaken: 0, worstMs: 0, p99Ms: 0, boundMs: 0 });
  });
});

describe('Promises', () => {
  const escalation = (
    outcome: EscalationFact['outcome'],
    step: EscalationFact['step'],
    ended: number,
  ): EscalationFact => ({
    ...{ _id: `escalation:${(made += 1)}`, kind: 'escalation', at: at(ended), poolId: 'p' },
    ...{ openedAt: at(0), deadlineAt: at(10), step, outcome },
  });

  it('are kept up to the deadline, step by step; broken ones say how late the system acted', () => {
    const figures = computePromises([
      escalation('accepted', 'same_pool', 1),
      escalation('accepted', 'all_pools', 5),
      escalation('accepted', 'reserve', 10),
      escalation('accepted', 'breach', 10.5),
      escalation('forced', 'breach', 10.01),
      escalation('callback', 'breach', 10),
      escalation('withdrawn', 'same_pool', 2),
      escalation('closed', 'all_pools', 6),
    ]);
    expect(figures).to.deep.equal({
      keptIn: { same_pool: 1, all_pools: 1, reserve: 1, breach: 0 },
      ...{ late: 1, forced: 1, callback: 1, withdrawn: 2 },
      ...{ p50Ms: 5 * minute, p90Ms: 10 * minute, latestActMs: 600 },
    });
  });
});

describe('Fairness', () => {
  it('counts time that two processes saw at once one time, within what was asked for', () => {
    const stretches = [
      { from: at(0), until: at(10) },
      { from: at(5), until: at(12) },
      { from: at(6), until: at(7) },
      { from: at(20), until: at(40) },
    ];
    const covered = computeCoveredMs(stretches, at(2).getTime(), at(30).getTime());
    expect(covered).to.equal(20 * minute);
  });

  it('compares offers for each free hour, of those who were there long enough', () => {
    const people = ['a', 'b', 'c'].map((operatorId) => ({
      ...{ operatorId, name: operatorId, role: 'operator' as const, poolIds: ['p'], capacity: 4 },
    }));
    const offers = ['a', 'a', 'b'].map((operatorId) => ({
      ...{ _id: `offer:${(made += 1)}`, kind: 'offer' as const, at: at(1), poolId: 'p' },
      ...{ purpose: 'queue' as const, operatorId, operatorName: operatorId },
      outcome: 'accepted' as const,
    }));
    const free = (operatorId: string, minutes: number) => ({
      ...{ operatorId, from: at(0), until: at(minutes) },
    });
    const operators = computeOperators({
      ...{ people, offers, stretches: [free('a', 60), free('b', 30), free('c', 9)] },
      ...{ fromMs: at(0).getTime(), toMs: at(600).getTime() },
    });
    expect(operators.map(({ perHour }) => perHour)).to.deep.equal([2, 2, undefined]);
    const spread = computeSpread(operators, () => false);
    expect(spread).to.deep.equal({ people: 2, p10: 2, p90: 2, gini: 0 });
    expect(computeSpread(operators, (id) => id === 'a')).to.include({ people: 1 });
  });

  it('knows an even share from a lopsided one', () => {
    expect(computeGini([3, 3, 3])).to.be.closeTo(0, 1e-12);
    expect(computeGini([0, 0, 0, 8])).to.be.closeTo(0.75, 1e-12);
    expect(computeGini([0, 0])).to.equal(0);
  });
});

describe('Transfer loops', () => {
  const step = (minutes: number, from: string, to: string, sessionId = 's'): TransferFact => {
    const stop = (text: string) => {
      const [name = '', poolId = ''] = text.split('@');
      return { operatorId: name, name, poolId };
    };
    return {
      ...{ _id: `transfer:${(made += 1)}`, kind: 'transfer', at: at(minutes), poolId: 'p' },
      ...{ sessionId, appealNumber: '26', from: stop(from), to: stop(to) },
    };
  };

  it('are found where a chat comes back to a person or to a pool it had left', () => {
    const there = step(1, 'anna@pay', 'boris@pay');
    const back = step(2, 'boris@pay', 'anna@pay');
    const onwards = [step(3, 'anna@pay', 'vera@tech', 'q'), step(4, 'vera@tech', 'oleg@pay', 'q')];
    const loops = findTransferLoops([back, there, ...onwards]);
    expect(loops).to.deep.equal([
      { kind: 'operator', transfers: [there, back] },
      { kind: 'pool', transfers: onwards },
    ]);
  });

  it('are none within one pool among different people, nor across chats', () => {
    const straight = [
      ...[step(1, 'a@p', 'b@p'), step(2, 'b@p', 'c@p'), step(3, 'c@p', 'd@q')],
      ...[step(1, 'a@p', 'b@q', 'x'), step(2, 'b@q', 'a@p', 'y')],
    ];
    expect(findTransferLoops(straight)).to.deep.equal([]);
  });
});

describe('Days asked for', () => {
  const now = new Date('2026-11-30T22:30:00Z');

  it('begin at midnight in Moscow, whose tomorrow comes before the one of Greenwich', () => {
    const today = readDays({}, now);
    expect(today.days).to.deep.equal(['2026-12-01']);
    expect(today.from.toISOString()).to.equal('2026-11-30T21:00:00.000Z');
    expect(today.hours).to.have.length(24);
    const week = readDays({ from: '2026-11-25', to: '2026-12-01' }, now);
    expect(week.days).to.have.length(7);
  });

  it('are refused backwards and beyond a month', () => {
    const asked = [
      { from: '2026-11-30', to: '2026-11-29' },
      { from: '2026-10-01', to: '2026-11-30' },
    ];
    for (const days of asked)
      expect(() => readDays(days, now))
        .to.throw()
        .with.property('code', 'bad_request');
  });
});
