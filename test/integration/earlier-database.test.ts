import { expect } from 'chai';
import type { SessionEvent } from '../../server/features/session-log/session-event.js';
import { onceKeyOf } from '../../server/features/session-log/session-event.js';
import { createSessionLogStore } from '../../server/features/session-log/session-log.store.js';
import { silentLogger } from '../../server/lib/logger.js';
import { connectDatabase, type Database } from '../../server/storage/connection.js';
import { freshDatabase } from '../helpers/database.js';

const eventOf = (seq: number, more: Partial<SessionEvent>) =>
  ({
    ...{ _id: `e${seq}`, sessionId: 's', appealId: 'a', seq, audience: 'all', authorId: 'c' },
    ...{
      kind: 'message.created',
      at: new Date(0),
      plain: { author: 'citizen', attachmentIds: [] },
    },
    ...more,
  }) as SessionEvent;

describe('A database of an earlier version', () => {
  let database: Database;
  let drop: () => Promise<void>;

  before(async () => {
    const fresh = await freshDatabase();
    drop = fresh.drop;
    database = await connectDatabase(fresh.uri, silentLogger);
  });
  after(async () => {
    await database.close();
    await drop();
  });

  it('learns what was stored once, and still stores it once', async () => {
    const { connection } = database;
    const events = connection.collection<SessionEvent>('sessionEvents');
    const unique = (field: string) => ({
      ...{ unique: true, partialFilterExpression: { [field]: { $exists: true } } },
    });
    await events.createIndexes([
      {
        ...{ key: { sessionId: 1, authorId: 1, clientMessageId: 1 } },
        ...{ name: 'session_client_message', ...unique('clientMessageId') },
      },
      { key: { sessionId: 1, causeId: 1 }, name: 'session_cause', ...unique('causeId') },
    ]);
    const many = Array.from({ length: 600 }, (_, index) =>
      eventOf(index + 4, { clientMessageId: `m${index}` }),
    );
    await events.insertMany([
      eventOf(1, { clientMessageId: 'once' }),
      eventOf(2, { causeId: 'opened' }),
      eventOf(3, {}),
      ...many,
    ]);

    const store = createSessionLogStore(connection);
    await store.ensureIndexes();
    await store.ensureIndexes();

    expect(await store.findByClientMessage('s', 'c', 'once')).to.include({ seq: 1 });
    expect(await store.findByClientMessage('s', 'c', 'm599')).to.include({ seq: 603 });
    expect(await store.findByCause('s', 'opened')).to.include({ seq: 2 });
    const repeats = [
      eventOf(604, { onceKey: onceKeyOf({ sessionId: 's', causeId: 'opened' }) }),
      eventOf(605, {
        onceKey: onceKeyOf({ sessionId: 's', authorId: 'c', clientMessageId: 'm7' }),
      }),
      eventOf(606, {}),
    ];
    expect(await store.insertEvents(repeats)).to.deep.equal(['duplicate', 'duplicate', 'stored']);
    const names = (await events.listIndexes().toArray()).map(({ name }) => String(name));
    expect(names).to.include.members(['session_seq', 'session_public', 'once', 'at']);
    expect(
      names.filter((name) => /session_(cause|client_message|public_seq)/.test(name)),
    ).to.deep.equal([]);
  });
});
