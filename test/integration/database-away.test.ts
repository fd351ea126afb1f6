import { expect } from 'chai';
import { isDatabaseAway } from '../../server/lib/database-away.js';
import { silentLogger } from '../../server/lib/logger.js';
import { connectDatabase, type Database } from '../../server/storage/connection.js';
import { TcpProxy } from '../helpers/tcp-proxy.js';
import { freshDatabase } from '../helpers/database.js';

const errorOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

describe('A database that is away', () => {
  let proxy: TcpProxy;
  let database: Database;
  let drop: () => Promise<void>;

  before(async () => {
    const fresh = await freshDatabase();
    drop = () => fresh.drop();
    const { port } = new URL(fresh.uri);
    proxy = await new TcpProxy(() => [Number(port)]).listen();
    const uri = fresh.uri.replace(`:${port}`, `:${proxy.port}`);
    database = await connectDatabase(uri, silentLogger, { waitMs: 500 });
  });
  after(async () => {
    await database.close();
    await proxy.close();
    await drop();
  });

  it('is told from whatever is wrong with what was asked', async () => {
    const words = database.connection.collection<{ _id: string }>('words');
    const write = (...ids: string[]) =>
      words.bulkWrite(
        ids.map((_id) => ({ insertOne: { document: { _id } } })),
        { ordered: false },
      );
    await write('first');
    const duplicate = await errorOf(write('first'));
    expect(duplicate).to.be.an('error');
    expect(isDatabaseAway(duplicate)).to.equal(false);
    expect(isDatabaseAway(new Error('read ECONNRESET'))).to.equal(false);

    proxy.mode = { kind: 'refuse' };
    for (const error of [
      await errorOf(words.findOne({})),
      await errorOf(words.insertOne({ _id: 'second' })),
      await errorOf(write('third')),
    ]) {
      expect(error).to.be.an('error');
      expect(isDatabaseAway(error), String(error)).to.equal(true);
    }

    proxy.mode = { kind: 'pass' };
    expect(await words.countDocuments()).to.equal(1);
  });
});
