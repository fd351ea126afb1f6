import { randomBytes, randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { OrderedBus } from '../../server/events/bus.js';
import type { EventDraft } from '../../server/features/session-log/draft.js';
import { emptyState } from '../../server/features/session-log/fold.js';
import type { SessionChange } from '../../server/features/session-log/session-change.js';
import type { SessionEvent } from '../../server/features/session-log/session-event.js';
import { SessionLog } from '../../server/features/session-log/session-log.service.js';
import {
  createSessionLogStore,
  type SessionLogStore,
} from '../../server/features/session-log/session-log.store.js';
import { SystemClock } from '../../server/lib/clock.js';
import { DomainError } from '../../server/lib/domain-error.js';
import { silentLogger } from '../../server/lib/logger.js';
import { connectDatabase, type Database } from '../../server/storage/connection.js';
import { createAppealKeys, type AppealKeys } from '../../server/storage/encryption/appeal-keys.js';
import { createLocalKeyProvider } from '../../server/storage/encryption/key-provider.js';
import { freshDatabase } from '../helpers/database.js';
import { TcpProxy } from '../helpers/tcp-proxy.js';

const words = (text: string): EventDraft => ({
  kind: 'message.created',
  audience: 'all',
  plain: { author: 'citizen', attachmentIds: [] } as never,
  secret: { text } as never,
});

/** What the driver sends carries names and ids in the clear. */
const isCommand =
  (command: 'insert' | 'find', ...parts: string[]) =>
  (question: Buffer): boolean =>
    [`\u0002${command}\0`, 'sessionEvents', ...parts].every((part) => question.includes(part));

const patience = { insertMs: 400, readBackMs: 400 };

/** One server process's part: its own connection to the database, its own memory. */
interface Node {
  log: SessionLog;
  store: SessionLogStore;
  told: SessionEvent[];
}

describe('The append path', function () {
  this.timeout(30_000);
  let drop: () => Promise<void>;
  let proxy: TcpProxy;
  let databases: Database[];
  let direct: SessionLogStore;
  let behind: Node;
  let keys: AppealKeys;
  let uri: string;
  const masterKey = randomBytes(32);

  const connect = async (to: string): Promise<Database> => {
    const database = await connectDatabase(to, silentLogger, { waitMs: 500 });
    databases.push(database);
    return database;
  };
  const createNode = (database: Database, change?: (store: SessionLogStore) => SessionLogStore) => {
    const { connection } = database;
    const own = createSessionLogStore(connection, patience);
    const store = change?.(own) ?? own;
    const bus = new OrderedBus<SessionChange>(({ event }) => event.sessionId, silentLogger);
    const told: SessionEvent[] = [];
    bus.subscribe('watch', ({ event }) => void told.push(event));
    const log = new SessionLog({
      ...{ store, bus, logger: silentLogger, clock: new SystemClock(), maxAgeMs: 1_000 },
      keys: createAppealKeys(connection, createLocalKeyProvider(masterKey)),
      nodeId: randomUUID(),
    });
    return { log, store, told };
  };

  beforeEach(async () => {
    databases = [];
    const fresh = await freshDatabase();
    ({ uri, drop } = fresh);
    const place = new URL(uri);
    const databasePort = Number(place.port);
    proxy = await new TcpProxy(() => [databasePort]).listen();
    place.port = String(proxy.port);
    place.searchParams.set('directConnection', 'true');
    const straight = await connect(uri);
    direct = createSessionLogStore(straight.connection);
    await direct.ensureIndexes();
    keys = createAppealKeys(straight.connection, createLocalKeyProvider(masterKey));
    behind = createNode(await connect(place.href));
  });
  afterEach(async () => {
    proxy.mode = { kind: 'pass' };
    for (const database of databases) await database.close();
    await proxy.close();
    await drop();
  });

  const open = async ({ log }: Node = behind): Promise<string> => {
    const sessionId = randomUUID();
    const appealId = `appeal-${sessionId}`;
    await keys.createKey(appealId, new Date());
    const head = { sessionId, appealId, appealNumber: sessionId, clientSessionId: sessionId };
    await log.openSession(emptyState({ ...head, citizenId: 'c', openedAt: new Date() }));
    return sessionId;
  };
  const say = ({ log }: Node, sessionId: string, text: string, clientMessageId = text) =>
    log.append({ sessionId, authorId: 'c', clientMessageId, decide: () => words(text) });
  const codeOf = async (work: Promise<unknown>): Promise<string> => {
    const [outcome] = await Promise.allSettled([work]);
    if (outcome.status === 'fulfilled') return 'ok';
    return outcome.reason instanceof DomainError ? outcome.reason.code : String(outcome.reason);
  };
  const stored = (sessionId: string) => direct.listEvents(sessionId, 0, Number.MAX_SAFE_INTEGER);
  const idsOf = (events: SessionEvent[]) => events.map((event) => event.clientMessageId);
  const assertGapless = (events: SessionEvent[]) =>
    expect(events.map(({ seq }) => seq)).to.deep.equal(events.map((_, index) => index + 1));

  for (const kind of ['cut', 'hold'] as const) {
    it(`stores once what was stored without an answer, and acknowledges it as the first try (${kind})`, async () => {
      const sessionId = await open();
      await say(behind, sessionId, 'before');
      const trapped = proxy.trap(kind, isCommand('insert', sessionId));
      const { event, isReplay } = await say(behind, sessionId, 'in doubt');
      await trapped;
      expect(isReplay).to.equal(false);
      await say(behind, sessionId, 'after');
      const events = await stored(sessionId);
      expect(idsOf(events)).to.deep.equal(['before', 'in doubt', 'after']);
      expect(events[1]?._id).to.equal(event?._id);
      assertGapless(events);
      await behind.log.idle();
      expect(idsOf(behind.told)).to.deep.equal(['before', 'in doubt', 'after']);
    });
  }

  it('inserts the same document again that never arrived', async () => {
    const sessionId = await open();
    await say(behind, sessionId, 'before');
    const dropped = proxy.trap('drop', isCommand('insert', sessionId));
    const saying = say(behind, sessionId, 'lost on the way');
    await dropped;
    expect(idsOf(await stored(sessionId))).to.deep.equal(['before']);
    expect((await saying).isReplay).to.equal(false);
    expect(idsOf(await stored(sessionId))).to.deep.equal(['before', 'lost on the way']);
  });

  it('says retry while the database cannot be asked, and the same request has one answer later', async () => {
    const sessionId = await open();
    await say(behind, sessionId, 'before');
    const cut = proxy.trap('cut', isCommand('insert', sessionId));
    const first = codeOf(say(behind, sessionId, 'in doubt'));
    await cut;
    proxy.mode = { kind: 'refuse' };
    expect(await first).to.equal('retry');
    expect(await codeOf(say(behind, sessionId, 'in doubt'))).to.equal('retry');
    const refused = await codeOf(
      behind.log.append({
        ...{ sessionId, authorId: 'c' },
        decide: () => {
          throw new DomainError('forbidden', 'No.');
        },
      }),
    );
    expect(refused, 'a refusal on a state nobody could read').to.equal('retry');
    proxy.mode = { kind: 'pass' };
    const again = await say(behind, sessionId, 'in doubt');
    expect(again.isReplay).to.equal(true);
    const events = await stored(sessionId);
    expect(idsOf(events)).to.deep.equal(['before', 'in doubt']);
    expect(again.event?._id).to.equal(events[1]?._id);
    await behind.log.idle();
    expect(idsOf(behind.told), 'told once, though stored in doubt').to.deep.equal([
      'before',
      'in doubt',
    ]);
  });

  it('keeps hundreds of sends through cuts at any moment, each once and in order', async () => {
    const sessions = await Promise.all(Array.from({ length: 20 }, () => open()));
    let isOver = false;
    const cutting = (async () => {
      while (!isOver) {
        await proxy.trap('cut', (question) => isOver || isCommand('insert')(question));
      }
    })();
    const sendAll = async (sessionId: string) => {
      for (let index = 0; index < 10; index += 1) {
        while ((await codeOf(say(behind, sessionId, `${index}`))) !== 'ok');
      }
    };
    await Promise.all(sessions.map(sendAll));
    isOver = true;
    proxy.cut();
    await stored(sessions[0]!);
    void cutting;
    for (const sessionId of sessions) {
      const events = await stored(sessionId);
      assertGapless(events);
      expect(idsOf(events)).to.deep.equal(Array.from({ length: 10 }, (_, index) => `${index}`));
    }
  });

  it('lets nobody wait for a session whose read-back hangs', async () => {
    const troubled = await open();
    const others = await Promise.all(Array.from({ length: 40 }, () => open()));
    const cut = proxy.trap('hold', isCommand('insert', troubled));
    const held = cut.then(() => proxy.trap('hold', isCommand('find')));
    let isAnswered = false;
    const saying = say(behind, troubled, 'in doubt').then(() => {
      isAnswered = true;
    });
    await held;
    await Promise.all(others.map((sessionId) => say(behind, sessionId, 'meanwhile')));
    expect(isAnswered, 'the others were first').to.equal(false);
    await saying;
    expect(idsOf(await stored(troubled))).to.deep.equal(['in doubt']);
  });

  it('stores what shares a batch with a refused and with an impossible document', async () => {
    const [taken, impossible, ...others] = await Promise.all(
      Array.from({ length: 40 }, () => open()),
    );
    await behind.log.getState(taken!);
    await say(createNode(await connect(uri)), taken!, 'somebody was first');
    const failing = codeOf(
      behind.log.append({
        ...{ sessionId: impossible!, authorId: 'c' },
        decide: () => ({ ...words(''), plain: { author: 'x'.repeat(17 * 1024 * 1024) } as never }),
      }),
    );
    await Promise.all([taken!, ...others].map((sessionId) => say(behind, sessionId, 'mine')));
    expect(idsOf(await stored(taken!))).to.deep.equal(['somebody was first', 'mine']);
    for (const sessionId of others) expect(idsOf(await stored(sessionId))).to.deep.equal(['mine']);
    expect(await failing).to.equal('retry');
    expect(await stored(impossible!)).to.deep.equal([]);
  });

  it('decides five times and then says retry, where somebody is always first', async () => {
    const straight = await connect(uri);
    let count = 0;
    const node = createNode(straight, (store) => ({
      ...store,
      insertEvents: async (events) => {
        const first = events.map((event) => {
          const { clientMessageId, ...rest } = event;
          delete rest.onceKey;
          count += 1;
          return { ...rest, _id: `${clientMessageId ?? ''}${count}` };
        });
        await direct.insertEvents(first);
        return store.insertEvents(events);
      },
    }));
    const sessionId = await open(node);
    let decisions = 0;
    const outcome = await codeOf(
      node.log.append({
        ...{ sessionId, authorId: 'c', clientMessageId: 'late' },
        decide: () => {
          decisions += 1;
          return words('late');
        },
      }),
    );
    expect({ outcome, decisions }).to.deep.equal({ outcome: 'retry', decisions: 5 });
    const events = await stored(sessionId);
    assertGapless(events);
    expect(idsOf(events)).not.to.include('late');
  });

  it('lets six processes write one session at once: every ok once, every refusal a retry, no gap', async () => {
    const sessionId = await open();
    const nodes = await Promise.all(
      Array.from({ length: 6 }, async () => createNode(await connect(uri))),
    );
    const sends = nodes.flatMap((node, of) =>
      Array.from({ length: 8 }, async (_, index) => {
        const id = `${of}-${index}`;
        return { id, code: await codeOf(say(node, sessionId, id)) };
      }),
    );
    const outcomes = await Promise.all(sends);
    const events = await stored(sessionId);
    assertGapless(events);
    const ok = outcomes.filter(({ code }) => code === 'ok').map(({ id }) => id);
    expect(idsOf(events).sort()).to.deep.equal(ok.sort());
    expect(new Set(outcomes.map(({ code }) => code))).to.satisfy((codes: Set<string>) =>
      [...codes].every((code) => code === 'ok' || code === 'retry'),
    );
  });

  it('lets a cause happen once and a repeat hear the first answer, over processes', async () => {
    const sessionId = await open();
    const nodes = await Promise.all(
      Array.from({ length: 5 }, async () => createNode(await connect(uri))),
    );
    const cause = { sessionId, authorId: 'system', causeId: 'the-clock-struck' };
    const caused = await Promise.all(
      nodes.map(({ log }) => log.append({ ...cause, decide: () => words('struck') })),
    );
    expect(new Set(caused.map(({ event }) => event?._id))).to.have.property('size', 1);
    expect(caused.filter(({ isReplay }) => !isReplay)).to.have.length(1);
    const said = await Promise.all(nodes.map((node) => say(node, sessionId, 'word', 'same-id')));
    expect(new Set(said.map(({ event }) => event?._id))).to.have.property('size', 1);
    expect(await codeOf(say(nodes[0]!, sessionId, 'another word', 'same-id'))).to.equal(
      'message_conflict',
    );
    expect(await stored(sessionId)).to.have.length(2);
  });
});
