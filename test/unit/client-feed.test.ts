import FakeTimers from '@sinonjs/fake-timers';
import { expect } from 'chai';
import fc from 'fast-check';
import { noAnswer, type Answer } from '../../client/answer.js';
import { createFeed } from '../../client/feed.js';
import type { LogPage } from '../../client/wire.js';

type Page = Answer<LogPage<number>>;

describe('client feed', () => {
  let clock: ReturnType<typeof FakeTimers.install>;
  let length: number;
  let asked: number[];
  let joined: number;
  let told: [number, boolean][];
  let problems: string[];
  let joins: (Answer<number> | undefined)[];
  let pages: (Page | undefined)[];

  /** A server that holds events 1…length and hands out pages of three. */
  const read = (after: number): Page => {
    const events = [1, 2, 3].map((step) => after + step).filter((number) => number <= length);
    return { ok: true, data: { events, head: length } };
  };
  const build = () =>
    createFeed<number>({
      numberOf: (event) => event,
      join() {
        joined += 1;
        return Promise.resolve(joins.shift() ?? { ok: true, data: length });
      },
      sync(after) {
        asked.push(after);
        return Promise.resolve(pages.shift() ?? read(after));
      },
      onEvents: (events, isNews) => told.push(...events.map((e): [number, boolean] => [e, isNews])),
      onFilled: () => told.push([0, false]),
      onProblem: (code) => problems.push(code),
    });
  const numbers = () => told.map(([number]) => number).filter((number) => number > 0);

  beforeEach(() => {
    clock = FakeTimers.install({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    [asked, told, problems, joins, pages, length] = [[], [], [], [], [], 3];
    joined = 0;
  });
  afterEach(() => clock.uninstall());

  it('joins, then reads page by page; what was there is no news', async () => {
    length = 7;
    build().join();
    await clock.tickAsync(0);
    expect(asked).to.deep.equal([0, 3, 6]);
    expect(numbers()).to.deep.equal([1, 2, 3, 4, 5, 6, 7]);
    expect(told.every(([, isNews]) => !isNews)).to.equal(true);
    expect(told.at(-1)).to.deep.equal([0, false]);
  });

  it('tells the next event, drops an old one, asks for a gap', async () => {
    const feed = build();
    feed.join();
    await clock.tickAsync(0);
    told = [];
    length = 4;
    feed.take(4);
    feed.take(2);
    await clock.tickAsync(0);
    expect(told).to.deep.equal([[4, true]]);
    expect(asked).to.deep.equal([0]);
    length = 6;
    feed.take(6);
    await clock.tickAsync(0);
    expect(asked).to.deep.equal([0, 4]);
    expect(numbers()).to.deep.equal([4, 5, 6]);
  });

  it('learns of a lost tail from a head, and asks nothing for one it has', async () => {
    const feed = build();
    feed.join();
    await clock.tickAsync(0);
    length = 5;
    feed.takeHead(3);
    await clock.tickAsync(0);
    expect(asked).to.deep.equal([0]);
    feed.takeHead(5);
    await clock.tickAsync(0);
    expect(feed.head).to.equal(5);
  });

  it('joins again where the beacon tells of what never came, and lets others be', async () => {
    const feed = build();
    feed.takeBeacon(2);
    feed.join();
    await clock.tickAsync(0);
    expect(joined).to.equal(1);
    feed.takeBeacon(3);
    await clock.tickAsync(0);
    expect([joined, feed.head]).to.deep.equal([1, 3]);
    length = 5;
    feed.takeBeacon(5);
    await clock.tickAsync(0);
    expect([joined, feed.head]).to.deep.equal([2, 5]);
  });

  it('reads after each join, also where nothing seems to be missing', async () => {
    const feed = build();
    feed.join();
    await clock.tickAsync(0);
    // Stored between the server's look at the session and the join.
    length = 4;
    joins = [{ ok: true, data: 3 }];
    feed.join();
    await clock.tickAsync(0);
    expect(feed.head).to.equal(4);
  });

  it('asks again by itself where a join or a sync fails and may pass', async () => {
    joins = [noAnswer, { ok: false, code: 'retry' }];
    pages = [noAnswer, { ok: false, code: 'rate_limited' }, { ok: false, code: 'internal' }];
    build().join();
    await clock.tickAsync(30_000);
    expect(numbers()).to.deep.equal([1, 2, 3]);
    expect(asked).to.deep.equal([0, 0, 0, 0]);
    expect(problems).to.deep.equal([]);
  });

  it('waits out no delay once it is connected again', async () => {
    pages = [noAnswer];
    const feed = build();
    feed.join();
    await clock.tickAsync(0);
    expect(feed.head).to.equal(0);
    feed.join();
    await clock.tickAsync(0);
    expect(feed.head).to.equal(3);
  });

  it('says why where waiting would not help, and asks no more', async () => {
    joins = [{ ok: false, code: 'not_found' }];
    build().join();
    await clock.runAllAsync();
    expect([problems, asked]).to.deep.equal([['not_found'], []]);
    pages = [{ ok: false, code: 'forbidden' }];
    build().join();
    await clock.runAllAsync();
    expect(problems).to.deep.equal(['not_found', 'forbidden']);
  });

  it('gives up a head that nobody has events for, and says that it is filled', async () => {
    const feed = build();
    feed.join();
    await clock.tickAsync(0);
    feed.takeHead(9);
    await clock.runAllAsync();
    expect(asked).to.have.length(7);
    length = 4;
    feed.take(4);
    expect(feed.head).to.equal(4);
  });

  it('tells and asks nothing more once it is closed', async () => {
    pages = [noAnswer];
    const feed = build();
    feed.join();
    await clock.tickAsync(0);
    feed.close();
    await clock.runAllAsync();
    expect([asked, told]).to.deep.equal([[0], []]);
  });

  it('ends with the whole log, each event once and in order, whatever is lost or comes twice', async () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('event' as const), isHeard: fc.boolean() }),
      fc.record({ kind: fc.constant('again' as const), number: fc.integer({ min: 1, max: 9 }) }),
      fc.record({ kind: fc.constant('cut' as const) }),
      fc.record({ kind: fc.constant('beacon' as const) }),
      fc.record({ kind: fc.constant('ack' as const) }),
      fc.record({ kind: fc.constant('silence' as const), count: fc.integer({ min: 1, max: 4 }) }),
      fc.record({ kind: fc.constant('time' as const), ms: fc.integer({ min: 0, max: 4_000 }) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        [asked, told, pages, joins, length] = [[], [], [], [], 2];
        const feed = build();
        feed.join();
        for (const move of steps) {
          if (move.kind === 'event') {
            length += 1;
            if (move.isHeard) feed.take(length);
          } else if (move.kind === 'again') feed.take(Math.min(move.number, length));
          else if (move.kind === 'cut') feed.join();
          else if (move.kind === 'beacon') feed.takeBeacon(length);
          else if (move.kind === 'ack') feed.takeHead(length);
          else if (move.kind === 'silence')
            pages.push(...Array.from({ length: move.count }, () => noAnswer));
          else await clock.tickAsync(move.ms);
        }
        feed.takeHead(length);
        await clock.runAllAsync();
        expect(numbers()).to.deep.equal(Array.from({ length }, (_, index) => index + 1));
      }),
      { numRuns: 300 },
    );
  });
});
