import { expect } from 'chai';
import { install } from '@sinonjs/fake-timers';
import { createOutbox, type PendingMessage } from '../../console/live/outbox.js';
import type { LinkResult } from '../../console/live/staff-link.js';
import { limits } from '../../shared/limits.js';

const draft = (clientMessageId: string, sessionId = 's1') => ({
  clientMessageId,
  sessionId,
  text: clientMessageId,
  attachments: [],
  audience: 'all' as const,
});
const stored: LinkResult<unknown> = { ok: true, data: {} };
const silent: LinkResult<unknown> = { ok: false, code: 'no_answer' };

describe('console outbox', () => {
  let clock: ReturnType<typeof install>;
  let tries: string[];
  let answers: (message: PendingMessage) => Promise<LinkResult<unknown>>;
  const build = (initial: PendingMessage[] = []) =>
    createOutbox({
      initial,
      send: (message) => {
        tries.push(message.clientMessageId);
        return answers(message);
      },
    });

  beforeEach(() => {
    clock = install({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    tries = [];
    answers = () => Promise.resolve(stored);
  });
  afterEach(() => clock.uninstall());

  it('sends in order, one at a time within a session', async () => {
    const waiting: (() => void)[] = [];
    answers = () => new Promise((resolve) => waiting.push(() => resolve(stored)));
    const outbox = build();
    outbox.add(draft('first001'));
    outbox.add(draft('second01'));
    outbox.add(draft('other001', 's2'));
    expect(tries).to.deep.equal(['first001', 'other001']);
    waiting[0]?.();
    await clock.tickAsync(0);
    expect(tries).to.deep.equal(['first001', 'other001', 'second01']);
  });

  it('tries again under the same id until it is answered', async () => {
    let count = 0;
    answers = () => Promise.resolve((count += 1) < 3 ? silent : stored);
    const outbox = build();
    outbox.add(draft('first001'));
    await clock.tickAsync(5_000);
    expect(tries).to.deep.equal(['first001', 'first001', 'first001']);
    expect(outbox.store.getState().messages).to.deep.equal([]);
  });

  it('does not wait out a delay once the connection is back', async () => {
    answers = () => Promise.resolve(tries.length > 6 ? stored : silent);
    const outbox = build();
    outbox.add(draft('first001'));
    await clock.tickAsync(15_000);
    const before = tries.length;
    outbox.wake();
    await clock.tickAsync(0);
    expect(tries.length).to.equal(before + 1);
  });

  it('gives up after two minutes, holds back what follows and goes on when asked', async () => {
    answers = () => Promise.resolve(silent);
    const outbox = build();
    outbox.add(draft('first001'));
    outbox.add(draft('second01'));
    await clock.tickAsync(limits.message.undeliveredAfterMs + 20_000);
    expect(outbox.store.getState().messages.map((message) => message.state)).to.deep.equal([
      'failed',
      'sending',
    ]);
    expect(tries).to.not.include('second01');
    answers = () => Promise.resolve(stored);
    outbox.retry('first001');
    await clock.tickAsync(0);
    expect(tries.slice(-2)).to.deep.equal(['first001', 'second01']);
    expect(outbox.store.getState().messages).to.deep.equal([]);
  });

  it('keeps a refusal with its code, and drops the message when told to', async () => {
    answers = () => Promise.resolve({ ok: false, code: 'session_closed' });
    const outbox = build();
    outbox.add(draft('first001'));
    await clock.tickAsync(60_000);
    expect(tries).to.deep.equal(['first001']);
    expect(outbox.store.getState().messages[0]).to.include({
      state: 'failed',
      code: 'session_closed',
    });
    outbox.drop('first001');
    expect(outbox.store.getState().messages).to.deep.equal([]);
  });

  it('takes up what a reload left, under the old ids', async () => {
    build([{ ...draft('first001'), queuedAt: Date.now(), state: 'sending' }]);
    await clock.tickAsync(0);
    expect(tries).to.deep.equal(['first001']);
  });

  it('lets go of a message the log already holds', async () => {
    answers = () => Promise.resolve(silent);
    const outbox = build();
    outbox.add(draft('first001'));
    await clock.tickAsync(0);
    outbox.confirm('first001');
    await clock.tickAsync(60_000);
    expect(tries).to.deep.equal(['first001']);
  });

  it('goes on with what a failed message held back, once the log turns out to hold it', async () => {
    answers = (message) =>
      Promise.resolve(message.clientMessageId === 'first001' ? silent : stored);
    const outbox = build();
    outbox.add(draft('first001'));
    outbox.add(draft('second01'));
    await clock.tickAsync(limits.message.undeliveredAfterMs + 20_000);
    expect(tries).to.not.include('second01');
    outbox.confirm('first001');
    await clock.tickAsync(0);
    expect(tries.at(-1)).to.equal('second01');
    expect(outbox.store.getState().messages).to.deep.equal([]);
  });

  it('keeps what waits for the next sign-in when it is closed, and touches the copy no more', async () => {
    const copies: string[][] = [];
    answers = () => Promise.resolve(silent);
    const outbox = createOutbox({
      send: (message) => answers(message),
      onChange: (messages) => copies.push(messages.map(({ state }) => state)),
    });
    outbox.add(draft('first001'));
    await clock.tickAsync(0);
    outbox.close();
    await clock.tickAsync(limits.message.undeliveredAfterMs + 20_000);
    expect(copies).to.deep.equal([['sending']]);
  });
});
