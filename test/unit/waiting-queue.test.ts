import { expect } from 'chai';
import fc from 'fast-check';
import {
  compareRank,
  WaitingQueue,
  type QueueEntry,
} from '../../server/features/routing/waiting-queue.js';

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
            });
          }
        }
        expect(queue.positionOf('nobody')).to.equal(null);
        expect(queue.find('nobody')).to.equal(null);
      }),
    );
  });

  it('lets nobody be overtaken by a chat that came more than the largest boost later', () => {
    const boosts = fc.constantFrom(0, 5 * 60_000, 15 * 60_000);
    const chats = fc.record({ atMs: fc.integer({ min: 0, max: 3_600_000 }), boostMs: boosts });
    fc.assert(
      fc.property(chats, chats, (first, second) => {
        const entry = (sessionId: string, { atMs, boostMs }: typeof first): QueueEntry => {
          const queuedAt = new Date(atMs);
          const place = { sessionId, poolId: 'a', isFront: false, priority: 'normal' } as const;
          return { ...place, rankAt: atMs - boostMs, queuedAt };
        };
        fc.pre(second.atMs - first.atMs > 15 * 60_000);
        expect(compareRank(entry('a', first), entry('b', second))).to.be.below(0);
        expect(compareRank(entry('b', first), entry('a', second))).to.be.below(0);
      }),
    );
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
