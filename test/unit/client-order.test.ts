import FakeTimers from '@sinonjs/fake-timers';
import { expect } from 'chai';
import fc from 'fast-check';
import { noAnswer, type Answer } from '../../client/answer.js';
import { createOutbox, type Outgoing, type Pending } from '../../client/outbox.js';
import { keptIn } from '../../client/kept-values.js';

/** What becomes of one try on the way. */
const fates = ['fine', 'request lost', 'answer lost', 'refused', 'trouble'] as const;
interface Fate {
  kind: (typeof fates)[number];
  onTheWayMs: number;
  backMs: number;
}

const delay = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** A server as ours: each id once, and none before the one it names. Refuses for good what it was told to refuse. */
const createServer = (script: Fate[]) => {
  const log: string[] = [];
  const refused = new Set<string>();
  const store = (id: string, follows: string | undefined): Answer<unknown> => {
    if (log.includes(id)) return { ok: true, data: {} };
    if (refused.has(id)) return { ok: false, code: 'session_closed' };
    if (follows !== undefined && !log.includes(follows)) return { ok: false, code: 'retry' };
    log.push(id);
    return { ok: true, data: {} };
  };
  const send = async (message: Pending, follows: string | undefined): Promise<Answer<unknown>> => {
    const id = message.clientMessageId;
    const { kind, onTheWayMs, backMs } = script.shift() ?? {
      ...{ kind: 'fine', onTheWayMs: 1, backMs: 1 },
    };
    await delay(onTheWayMs);
    if (kind === 'request lost') return noAnswer;
    if (kind === 'trouble') return { ok: false, code: 'internal' };
    if (kind === 'refused' && !log.includes(id)) refused.add(id);
    const answer = store(id, follows);
    await delay(backMs);
    return kind === 'answer lost' ? noAnswer : answer;
  };
  return { log, refused, send };
};

const fate = fc.record({
  kind: fc.constantFrom(...fates),
  onTheWayMs: fc.integer({ min: 1, max: 900 }),
  backMs: fc.integer({ min: 1, max: 900 }),
});

describe('words under way at once', () => {
  it('are stored once, in the order they were written, whatever is lost or refused, also over reloads', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fate, { maxLength: 40 }),
        fc.array(fc.integer({ min: 0, max: 1_500 }), { minLength: 1, maxLength: 12 }),
        fc.option(fc.integer({ min: 1, max: 6_000 }), { nil: undefined }),
        async (script, pausesMs, reloadAfterMs) => {
          const clock = FakeTimers.install({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
          try {
            const server = createServer(script);
            const kept = keptIn();
            let outbox = createOutbox<Outgoing>({ send: server.send, kept });
            if (reloadAfterMs !== undefined)
              setTimeout(() => {
                outbox.close();
                outbox = createOutbox<Outgoing>({ send: server.send, kept });
              }, reloadAfterMs);
            const ids = pausesMs.map((_, index) => `word-${index}`);
            for (const [index, ms] of pausesMs.entries()) {
              await clock.tickAsync(ms);
              const clientMessageId = ids[index]!;
              outbox.add({ clientMessageId, sessionId: 'session', text: '', attachments: [] });
            }
            await clock.runAllAsync();
            const expected = ids.filter((id) => !server.refused.has(id));
            expect(server.log).to.deep.equal(expected);
            // What is left says why, and was not stored.
            expect(outbox.messages.every(({ state }) => state === 'failed')).to.equal(true);
            expect(outbox.messages.map(({ clientMessageId }) => clientMessageId)).to.deep.equal(
              ids.filter((id) => server.refused.has(id)),
            );
          } finally {
            clock.uninstall();
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
