import FakeTimers from '@sinonjs/fake-timers';
import { expect } from 'chai';
import { noAnswer, type Answer } from '../../client/answer.js';
import { createOutbox, type Outgoing, type Pending } from '../../client/outbox.js';
import { limits } from '../../shared/limits.js';
import { keptIn } from '../../client/kept-values.js';

const message = (clientMessageId: string, sessionId = 'session'): Outgoing => ({
  ...{ clientMessageId, sessionId, text: `words of ${clientMessageId}`, attachments: [] },
});
const done: Answer<unknown> = { ok: true, data: {} };
const refused: Answer<unknown> = { ok: false, code: 'message_conflict' };

describe('client outbox', () => {
  let clock: ReturnType<typeof FakeTimers.install>;
  let sent: string[];
  let follows: Record<string, string | undefined>;
  let answerTo: (message: Pending) => Answer<unknown> | Promise<Answer<unknown>>;
  let values: Map<string, string>;

  const send = (pending: Pending, before: string | undefined) => {
    sent.push(pending.clientMessageId);
    follows[pending.clientMessageId] = before;
    return Promise.resolve(answerTo(pending));
  };
  const build = () => createOutbox<Outgoing>({ send, kept: keptIn(values) });
  const states = (outbox: ReturnType<typeof build>) =>
    outbox.messages.map(({ clientMessageId, state, code }) => [clientMessageId, state, code]);

  beforeEach(() => {
    clock = FakeTimers.install({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    [sent, follows] = [[], {}];
    values = new Map();
    answerTo = () => done;
  });
  afterEach(() => clock.uninstall());

  it('sends in order and forgets what was stored', async () => {
    const outbox = build();
    outbox.add(message('first'));
    outbox.add(message('second'));
    await clock.runAllAsync();
    expect(sent).to.deep.equal(['first', 'second']);
    expect(outbox.messages).to.deep.equal([]);
    expect([...values]).to.deep.equal([]);
  });

  it('has several of a session under way, each naming the one before it, and waits for room', async () => {
    const waiting: (() => void)[] = [];
    answerTo = () => new Promise((resolve) => waiting.push(() => resolve(done)));
    const outbox = build();
    for (const id of ['one', 'two', 'three', 'four', 'five']) outbox.add(message(id));
    outbox.add(message('elsewhere', 'other session'));
    expect(sent).to.deep.equal(['one', 'two', 'three', 'four', 'elsewhere']);
    expect(follows).to.include({ two: 'one', four: 'three', one: undefined });
    expect(follows['elsewhere']).to.equal(undefined);
    waiting[0]?.();
    await clock.tickAsync(0);
    expect(sent.at(-1)).to.equal('five');
    expect(follows['five']).to.equal('four');
  });

  it('tries again under the same id; while it fails, one message tries the way for all', async () => {
    answerTo = () => (sent.length < 6 ? noAnswer : done);
    const outbox = build();
    for (const id of ['one', 'two', 'three']) outbox.add(message(id));
    await clock.runAllAsync();
    expect(sent).to.deep.equal(['one', 'two', 'three', 'one', 'one', 'one', 'two', 'three']);
    expect(outbox.messages).to.deep.equal([]);
  });

  it('waits longer after each silence, and not at all when the connection is back', async () => {
    answerTo = () => (sent.length < 3 ? noAnswer : done);
    const outbox = build();
    outbox.add(message('first'));
    await clock.tickAsync(0);
    expect(sent).to.have.length(1);
    outbox.wake();
    await clock.tickAsync(0);
    expect(sent).to.have.length(2);
  });

  it('waits as long as the server asks it to', async () => {
    answerTo = () =>
      sent.length === 1
        ? { ok: false, code: 'rate_limited', details: { retryAfterMs: 9_000 } }
        : done;
    build().add(message('first'));
    await clock.tickAsync(8_999);
    expect(sent).to.have.length(1);
    await clock.tickAsync(1);
    expect(sent).to.have.length(2);
  });

  it('gives up after two minutes: the first and all behind it; tried again, they go together', async () => {
    answerTo = () => noAnswer;
    const outbox = build();
    outbox.add(message('first'));
    outbox.add(message('second'));
    await clock.tickAsync(limits.message.undeliveredAfterMs - 1);
    expect(outbox.messages.map(({ state }) => state)).to.deep.equal(['sending', 'sending']);
    await clock.tickAsync(16_000);
    expect(states(outbox)).to.deep.equal([
      ['first', 'failed', undefined],
      ['second', 'failed', undefined],
    ]);
    answerTo = () => done;
    sent = [];
    outbox.retry('first');
    await clock.runAllAsync();
    expect(sent).to.deep.equal(['first', 'second']);
    expect(outbox.messages).to.deep.equal([]);
  });

  it('keeps a refused message with its reason and lets the next one pass without it', async () => {
    // As the server does: nothing follows what is not stored.
    answerTo = ({ clientMessageId }) => {
      if (clientMessageId === 'refused') return refused;
      return follows[clientMessageId] === undefined ? done : { ok: false, code: 'retry' };
    };
    const outbox = build();
    outbox.add(message('refused'));
    outbox.add(message('next'));
    await clock.tickAsync(0);
    await clock.tickAsync(500);
    expect(states(outbox)).to.deep.equal([['refused', 'failed', 'message_conflict']]);
    outbox.drop('refused');
    expect(outbox.messages).to.deep.equal([]);
    expect([...values]).to.deep.equal([]);
  });

  it('sends a refused message that is tried again behind what has been written since', async () => {
    answerTo = () => refused;
    const outbox = build();
    outbox.add(message('refused'));
    await clock.tickAsync(0);
    answerTo = () => noAnswer;
    outbox.add(message('later'));
    outbox.retry('refused');
    await clock.tickAsync(0);
    expect(states(outbox)).to.deep.equal([
      ['later', 'sending', undefined],
      ['refused', 'sending', undefined],
    ]);
    expect(follows['refused']).to.equal('later');
  });

  it('goes on after a reload with what was on its way, in the order it was written', async () => {
    answerTo = () => noAnswer;
    const before = build();
    before.add(message('zebra'));
    before.add(message('apple'));
    before.add(message('mango'));
    await clock.tickAsync(1);
    before.close();
    answerTo = () => done;
    sent = [];
    const after = build();
    await clock.tickAsync(0);
    expect(sent).to.deep.equal(['zebra', 'apple', 'mango']);
    expect(after.messages).to.deep.equal([]);
  });

  it('lets go of a message that the log already holds, and sends what waited behind it', async () => {
    answerTo = ({ clientMessageId }) => (clientMessageId === 'stored' ? noAnswer : done);
    const outbox = build();
    outbox.add(message('stored'));
    await clock.tickAsync(0);
    outbox.add(message('behind'));
    await clock.tickAsync(0);
    expect(sent).to.deep.equal(['stored']);
    outbox.confirm('stored');
    await clock.runAllAsync();
    expect(sent).to.deep.equal(['stored', 'behind']);
  });

  it('sends and changes nothing more once it is closed', async () => {
    answerTo = () => noAnswer;
    const outbox = build();
    outbox.add(message('first'));
    await clock.tickAsync(0);
    outbox.close();
    await clock.tickAsync(limits.message.undeliveredAfterMs + 20_000);
    expect(sent).to.deep.equal(['first']);
    expect([...values.values()].join()).to.include('sending');
  });
});
