import FakeTimers from '@sinonjs/fake-timers';
import { expect } from 'chai';
import { limits } from '../../shared/limits.js';
import { noAnswer, type Answer } from '../../widget/app/answer.js';
import { createOutbox, type PendingMessage } from '../../widget/app/outbox.js';
import type { KeptValues } from '../../widget/app/storage.js';

const createKept = (values = new Map<string, string>()): KeptValues => ({
  read: (key) => values.get(key) ?? null,
  write: (key, value) => void values.set(key, value),
  remove: (key) => void values.delete(key),
  list: (prefix) =>
    [...values.keys()]
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length)),
});
const message = (clientMessageId: string) => ({
  ...{
    clientMessageId,
    sessionId: 'session',
    text: `words of ${clientMessageId}`,
    attachments: [],
  },
});
const done: Answer<unknown> = { ok: true, data: {} };

describe('widget outbox', () => {
  let clock: ReturnType<typeof FakeTimers.install>;
  let sent: string[];
  let answers: Answer<unknown>[];
  const send = ({ clientMessageId }: PendingMessage) => {
    sent.push(clientMessageId);
    return Promise.resolve(answers.shift() ?? done);
  };
  beforeEach(() => {
    clock = FakeTimers.install({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    sent = [];
    answers = [];
  });
  afterEach(() => clock.uninstall());

  it('sends in order and forgets what was stored', async () => {
    const values = new Map<string, string>();
    const outbox = createOutbox({ send, kept: createKept(values) });
    outbox.add(message('first'));
    outbox.add(message('second'));
    await clock.runAllAsync();
    expect(sent).to.deep.equal(['first', 'second']);
    expect(outbox.messages.value).to.deep.equal([]);
    expect([...values]).to.deep.equal([]);
  });

  it('tries again under the same id, and nothing overtakes', async () => {
    answers = [noAnswer, noAnswer, done];
    const outbox = createOutbox({ send, kept: createKept() });
    outbox.add(message('first'));
    outbox.add(message('second'));
    await clock.runAllAsync();
    expect(sent).to.deep.equal(['first', 'first', 'first', 'second']);
  });

  it('waits longer after each silence, and not at all when the connection is back', async () => {
    answers = [noAnswer, noAnswer];
    const outbox = createOutbox({ send, kept: createKept() });
    outbox.add(message('first'));
    await clock.tickAsync(0);
    expect(sent).to.have.length(1);
    outbox.wake();
    await clock.tickAsync(0);
    expect(sent).to.have.length(2);
  });

  it('gives up after two minutes: the first and all behind it', async () => {
    answers = Array.from({ length: 200 }, () => noAnswer);
    const outbox = createOutbox({ send, kept: createKept() });
    outbox.add(message('first'));
    outbox.add(message('second'));
    await clock.tickAsync(limits.message.undeliveredAfterMs - 1);
    expect(outbox.messages.value.map(({ state }) => state)).to.deep.equal(['sending', 'sending']);
    await clock.tickAsync(16_000);
    expect(outbox.messages.value.map(({ state, code }) => [state, code])).to.deep.equal([
      ['failed', undefined],
      ['failed', undefined],
    ]);
    answers = [];
    sent = [];
    outbox.retry('first');
    await clock.runAllAsync();
    expect(sent).to.deep.equal(['first', 'second']);
    expect(outbox.messages.value).to.deep.equal([]);
  });

  it('keeps a refused message with its reason and lets the next one pass', async () => {
    answers = [{ ok: false, code: 'message_conflict' }];
    const outbox = createOutbox({ send, kept: createKept() });
    outbox.add(message('refused'));
    outbox.add(message('next'));
    await clock.runAllAsync();
    expect(
      outbox.messages.value.map(({ clientMessageId, code }) => [clientMessageId, code]),
    ).to.deep.equal([['refused', 'message_conflict']]);
    outbox.drop('refused');
    expect(outbox.messages.value).to.deep.equal([]);
  });

  it('goes on after a reload with what was on its way', async () => {
    const values = new Map<string, string>();
    answers = Array.from({ length: 50 }, () => noAnswer);
    const before = createOutbox({ send, kept: createKept(values) });
    before.add(message('first'));
    await clock.tickAsync(1);
    before.add(message('second'));
    await clock.tickAsync(1);
    answers = [];
    sent = [];
    const after = createOutbox({ send, kept: createKept(values) });
    await clock.tickAsync(0);
    expect(sent.slice(0, 2)).to.deep.equal(['first', 'second']);
    expect(after.messages.value).to.deep.equal([]);
  });

  it('drops a message that the log already holds', async () => {
    answers = [noAnswer];
    const outbox = createOutbox({ send, kept: createKept() });
    outbox.add(message('stored'));
    await clock.tickAsync(0);
    outbox.confirm('stored');
    await clock.runAllAsync();
    expect(sent).to.deep.equal(['stored']);
  });
});
