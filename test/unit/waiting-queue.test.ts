import { expect } from 'chai';
import fc from 'fast-check';
import { WaitingQueue, type QueueEntry } from '../../server/features/routing/waiting-queue.js';
import {
  boostOf,
  compareRank,
  computeOvertakingBound,
  computeRankAt,
} from '../../shared/routing/rank.js';
import { priorities } from '../../shared/domain/states.js';

const entries = fc.record({
  sessionId: fc.integer({ min: 0, max: 15 }).map((id) => `s${id}`),
  poolId: fc.constantFrom('a', 'b'),
  isFront: fc.boolean(),
  rankAt: fc.integer({ min: 0, max: 5 }),
  queuedAt: fc.constant(new Date(0)),
  priority: fc.constant('normal' as const),
});
const steps = fc.oneof(
  fc.record({ put: entries }),
  fc.record({ remove: fc.integer({ min: 0, max: 15 }).map((id) => `s${id}`) }),
);

describe('The waiting queue', () => {
  it('orders any two sessions one way only: front, rank, id', () => {
    fc.assert(
      fc.property(entries, entries, entries, (a, b, c) => {
        expect(Math.sign(compareRank(a, b))).to.equal(-Math.sign(compareRank(b, a)) + 0);
        if (a.sessionId !== b.sessionId) expect(compareRank(a, b)).to.not.equal(0);
        if (compareRank(a, b) < 0 && compareRank(b, c) < 0)
          expect(compareRank(a, c)).to.be.below(0);
      }),
    );
  });

  it('answers what a list sorted anew at every step would', () => {
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 60 }), (history) => {
        const queue = new WaitingQueue();
        const model = new Map<string, QueueEntry>();
        for (const step of history) {
          if ('put' in step) {
            queue.put(step.put);
            model.set(step.put.sessionId, step.put);
          } else {
            const removed = queue.remove(step.remove);
            expect(removed).to.equal(model.get(step.remove) ?? null);
            model.delete(step.remove);
          }
          expect(queue.size).to.equal(model.size);
          for (const poolId of ['a', 'b']) {
            const sorted = [...model.values()]
              .filter((entry) => entry.poolId === poolId)
              .sort(compareRank);
            expect(queue.listPool(poolId)).to.deep.equal(sorted);
            sorted.forEach((entry, index) => {
              expect(queue.positionOf(entry.sessionId)).to.equal(index + 1);
              expect(queue.findNext(poolId, entry)).to.equal(sorted[index + 1] ?? null);
            });
            expect(queue.findNext(poolId, null)).to.equal(sorted[0] ?? null);
          }
        }
        expect(queue.positionOf('nobody')).to.equal(null);
        expect(queue.find('nobody')).to.equal(null);
      }),
    );
  });

  it('goes on behind somebody who has left in the meantime', () => {
    const queue = new WaitingQueue();
    const [first, second, third] = [1, 2, 3].map((rankAt): QueueEntry => ({
      ...{ sessionId: `s${rankAt}`, poolId: 'a', isFront: false, rankAt },
      ...{ queuedAt: new Date(0), priority: 'normal' },
    }));
    for (const entry of [first!, second!, third!]) queue.put(entry);
    queue.remove('s1');
    expect(queue.findNext('a', first!)).to.equal(second);
    queue.remove('s3');
    expect(queue.findNext('a', third!)).to.equal(null);
    expect(queue.findNext('nowhere', third!)).to.equal(null);
  });

  it('lets nobody be overtaken by a chat that came later by the largest boost of the pool or more', () => {
    const minutes = fc.integer({ min: 0, max: 60 }).map((count) => count * 60_000);
    const chats = fc.record({
      atMs: fc.integer({ min: 0, max: 7_200_000 }),
      priority: fc.constantFrom(...priorities),
    });
    const boosts = fc.record({ raised: minutes, urgent: minutes });
    let overtaken = 0;
    fc.assert(
      fc.property(chats, chats, boosts, (first, second, pool) => {
        const entry = (sessionId: string, { atMs, priority }: typeof first) => ({
          ...{ sessionId, isFront: false },
          rankAt: computeRankAt(new Date(atMs), boostOf(priority, pool)),
        });
        fc.pre(second.atMs > first.atMs);
        const isOvertaken = compareRank(entry('b', second), entry('a', first)) < 0;
        if (!isOvertaken) return;
        overtaken += 1;
        expect(second.atMs - first.atMs).to.be.below(computeOvertakingBound(pool));
      }),
      { numRuns: 5_000 },
    );
    expect(overtaken, 'some are').to.be.above(100);
  });

  it('knows who came to stand ahead last, and forgets it when they leave', () => {
    const queue = new WaitingQueue();
    const entry = (sessionId: string, rankAt: number): QueueEntry => ({
      ...{ sessionId, poolId: 'a', isFront: false, rankAt, queuedAt: new Date(0) },
      priority: 'normal',
    });
    queue.put(entry('mine', 10));
    const since = queue.arrivals;
    queue.put(entry('behind', 20));
    expect(queue.findNewestAhead('mine', since)).to.equal(null);
    queue.put(entry('ahead', 5));
    queue.put(entry('mine', 10));
    expect(queue.findNewestAhead('mine', since)?.sessionId).to.equal('ahead');
    expect(queue.findNewestAhead('mine', queue.arrivals)).to.equal(null);
    queue.remove('ahead');
    expect(queue.findNewestAhead('mine', since)).to.equal(null);
  });
});
