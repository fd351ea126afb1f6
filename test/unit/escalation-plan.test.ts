import { expect } from 'chai';
import { planEscalation } from '../../server/features/escalation/escalation-plan.js';
import { limits } from '../../shared/limits.js';

const minute = 60_000;
const openedAt = new Date('2026-03-11T09:00:00.000Z');
const { windowMs, urgentWindowMs, stepPercents } = limits.escalation;
const usual = {
  windowMs,
  urgentWindowMs,
  allPoolsPercent: stepPercents.allPools,
  reservePercent: stepPercents.reserve,
};
const minutesOf = (plan: ReturnType<typeof planEscalation>) =>
  plan.steps.map(({ step, dueAt }) => [step, (dueAt.getTime() - openedAt.getTime()) / minute]);

describe('The plan of an escalation window', () => {
  it('is 10 minutes, for repeat and urgent appeals 5, with steps at 40, 70 and 100 %', () => {
    expect(minutesOf(planEscalation(openedAt, 'normal', usual))).to.deep.equal([
      ['all_pools', 4],
      ['reserve', 7],
      ['breach', 10],
    ]);
    for (const priority of ['raised', 'urgent'] as const) {
      expect(minutesOf(planEscalation(openedAt, priority, usual))).to.deep.equal([
        ['all_pools', 2],
        ['reserve', 3.5],
        ['breach', 5],
      ]);
    }
  });

  it('follows the pool’s own settings, and its deadline is the last step', () => {
    const own = { ...usual, windowMs: minute, allPoolsPercent: 50, reservePercent: 90 };
    const plan = planEscalation(openedAt, 'normal', own);
    expect(minutesOf(plan)).to.deep.equal([
      ['all_pools', 0.5],
      ['reserve', 0.9],
      ['breach', 1],
    ]);
    expect(plan.deadlineAt).to.deep.equal(plan.steps.at(-1)?.dueAt);
  });
});
