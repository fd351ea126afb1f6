import { install } from '@sinonjs/fake-timers';
import { expect } from 'chai';
import { ServerClock } from '../../console/live/server-clock.js';
import { createSessionFeed } from '../../console/live/session-feed.js';
import { createSessionsStore, readSession } from '../../console/live/sessions-store.js';
import type { LinkResult, StaffLink } from '../../console/live/staff-link.js';

const sessionId = '6565656565656565656565aa';
const event = { seq: 1, publicSeq: 1, kind: 'message.created', clientMessageId: 'sent0001' };
const joined: LinkResult<unknown> = {
  ok: true,
  data: {
    session: { sessionId, seq: 1, serverNow: '2026-11-24T09:00:00.000Z' },
    receipts: { citizen: { delivered: 0, read: 0 }, staff: { delivered: 0, read: 0 } },
    viewers: [],
  },
};

describe('console session feed', () => {
  let clock: ReturnType<typeof install>;
  let asked: string[];
  let refusals: string[];
  let brought: (string | undefined)[];

  const build = () => {
    const answers: Record<string, () => LinkResult<unknown>> = {
      'session:join': () => {
        const code = refusals.shift();
        return code === undefined ? joined : ({ ok: false, code } as LinkResult<unknown>);
      },
      'session:sync': () => ({ ok: true, data: { events: [event], head: 1 } }),
    };
    const link = {
      request(name: string) {
        asked.push(name);
        return Promise.resolve(answers[name]?.() ?? { ok: true, data: {} });
      },
    } as unknown as StaffLink;
    const store = createSessionsStore();
    const feed = createSessionFeed({
      ...{ link, store, clock: new ServerClock() },
      onEvents: (events) => brought.push(...events.map(({ clientMessageId }) => clientMessageId)),
    });
    return { store, feed };
  };

  beforeEach(() => {
    clock = install({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    [asked, refusals, brought] = [[], [], []];
  });
  afterEach(() => clock.uninstall());

  it('tells what a sync brings, so that words whose answer was lost are known to have arrived', async () => {
    const { feed } = build();
    feed.hold(sessionId);
    await clock.tickAsync(0);
    expect(brought).to.deep.equal(['sent0001']);
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

  it('lets go of a session it still tries to join', async () => {
    refusals = ['retry', 'retry', 'retry'];
    const { feed } = build();
    const release = feed.hold(sessionId);
    await clock.tickAsync(0);
    release();
    await clock.tickAsync(60_000);
    expect(asked).to.deep.equal(['session:join', 'session:leave']);
  });
});
