import { install } from '@sinonjs/fake-timers';
import { expect } from 'chai';
import type { Answer } from '../../client/answer.js';
import type { StaffLink } from '../../client/links.js';
import { ServerClock } from '../../client/server-clock.js';
import { LogBuilder } from '../../console/gallery/sample/log-builder.js';
import { createSessionFeed, type StaffCourier } from '../../console/live/session-feed.js';
import { createSessionsStore, readSession } from '../../console/live/sessions-store.js';

const sessionId = '6565656565656565656565aa';
const { events } = new LogBuilder().citizen(60, 'раз').citizen(50, 'два').citizen(40, 'три');

describe('console session feed', () => {
  let clock: ReturnType<typeof install>;
  let asked: string[];
  let refusals: string[];
  let brought: [number[], boolean][];
  let length: number;

  const snapshot = () => ({
    session: { sessionId, seq: length, serverNow: '2026-11-24T09:00:00.000Z' },
    receipts: { citizen: { delivered: 0, read: 0 }, staff: { delivered: 0, read: 0 } },
    viewers: ['Вера'],
  });
  const build = () => {
    const link = {
      request(name: string): Promise<Answer<unknown>> {
        asked.push(name);
        const code = name === 'session:join' ? refusals.shift() : undefined;
        return Promise.resolve(
          code === undefined
            ? { ok: true, data: snapshot() }
            : ({ ok: false, code } as Answer<unknown>),
        );
      },
    } as unknown as StaffLink;
    const courier: Pick<StaffCourier, 'sync'> = {
      sync(_sessionId, after) {
        asked.push(`after ${String(after)}`);
        return Promise.resolve({
          ok: true,
          data: { events: events.slice(after, length), head: length },
        });
      },
    };
    const store = createSessionsStore();
    const feed = createSessionFeed({
      ...{ link, courier, store, clock: new ServerClock() },
      onEvents: (_sessionId, next, isNews) => brought.push([next.map(({ seq }) => seq), isNews]),
    });
    return { store, feed };
  };

  beforeEach(() => {
    clock = install({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    [asked, refusals, brought, length] = [[], [], [], 1];
  });
  afterEach(() => clock.uninstall());

  it('joins, then reads: the log, the view and who else is there', async () => {
    const { store, feed } = build();
    feed.hold(sessionId);
    await clock.tickAsync(0);
    expect(asked).to.deep.equal(['session:join', 'after 0']);
    const { log, isLoaded, viewers, view } = readSession(store, sessionId);
    expect({ log, isLoaded, viewers }).to.deep.equal({
      ...{ log: { events: events.slice(0, 1), head: 1 }, isLoaded: true, viewers: ['Вера'] },
    });
    expect(view?.seq).to.equal(1);
    expect(brought).to.deep.equal([[[1], false]]);
  });

  it('tells news once and in order, reads a gap and a lost tail, and passes over what nobody holds', async () => {
    const { store, feed } = build();
    feed.hold(sessionId);
    await clock.tickAsync(0);
    length = 3;
    feed.take(sessionId, events[2]!);
    feed.take('another', events[2]!);
    await clock.tickAsync(0);
    feed.take(sessionId, events[1]!);
    feed.takeHead(sessionId, 3);
    expect(brought.slice(1)).to.deep.equal([[[2, 3], true]]);
    expect(readSession(store, sessionId).log.events).to.deep.equal(events);
    expect(readSession(store, 'another').log.head).to.equal(0);
  });

  it('learns of a lost tail from the beacon, and of what the session has become', async () => {
    const { store, feed } = build();
    feed.hold(sessionId);
    await clock.tickAsync(0);
    length = 3;
    feed.takeBeacon(sessionId, 3);
    await clock.tickAsync(0);
    expect(readSession(store, sessionId)).to.deep.include({ log: { events, head: 3 } });
    expect(readSession(store, sessionId).view?.seq).to.equal(3);
  });

  it('joins and reads again after each connect', async () => {
    const { feed } = build();
    feed.hold(sessionId);
    await clock.tickAsync(0);
    length = 2;
    feed.rejoin();
    await clock.tickAsync(0);
    expect(asked).to.deep.equal(['session:join', 'after 0', 'session:join', 'after 1']);
    expect(brought.at(-1)).to.deep.equal([[2], true]);
  });

  it('joins again by itself after a refusal that passes', async () => {
    refusals = ['rate_limited', 'no_answer', 'internal'];
    const { store, feed } = build();
    feed.hold(sessionId);
    await clock.tickAsync(20_000);
    expect(readSession(store, sessionId)).to.deep.include({ isLoaded: true, problem: undefined });
    expect(asked.filter((name) => name === 'session:join')).to.have.length(4);
  });

  it('says why where waiting would not help, and asks no more', async () => {
    refusals = ['not_found'];
    const { store, feed } = build();
    feed.hold(sessionId);
    await clock.tickAsync(60_000);
    expect(readSession(store, sessionId).problem).to.equal('not_found');
    expect(asked).to.deep.equal(['session:join']);
  });

  it('lets go of a session it still tries to join, when the last holder has', async () => {
    refusals = ['retry', 'retry', 'retry'];
    const { store, feed } = build();
    const releases = [feed.hold(sessionId), feed.hold(sessionId)];
    await clock.tickAsync(0);
    releases[0]?.();
    releases[0]?.();
    expect(feed.isHeld(sessionId)).to.equal(true);
    releases[1]?.();
    await clock.tickAsync(60_000);
    expect(asked).to.deep.equal(['session:join', 'session:leave']);
    expect(store.getState().sessions.size).to.equal(0);
  });
});
