import { expect } from 'chai';
import { SystemClock } from '../../server/lib/clock.js';
import { silentLogger } from '../../server/lib/logger.js';
import { skewDate } from '../../server/lib/skewed-date.js';
import { keepClockAligned } from '../../server/storage/clock-alignment.js';
import { connectDatabase, type Database } from '../../server/storage/connection.js';
import { freshDatabase, startTestDatabase } from '../helpers/database.js';

describe('the connection to the database', () => {
  let fresh: Awaited<ReturnType<typeof freshDatabase>>;
  let database: Database;

  before(async () => {
    fresh = await freshDatabase();
    database = await connectDatabase(fresh.uri, silentLogger);
  });
  after(async () => {
    await database.close();
    await fresh.drop();
  });

  it('writes with the majority and the journal, and buffers nothing', () => {
    const { writeConcern } = database.connection.getClient().options;
    expect(writeConcern).to.include({ w: 'majority', journal: true });
    expect(database.connection.get('bufferCommands')).to.be.false;
    expect(database.connection.get('autoIndex')).to.be.false;
    expect(database.connection.get('autoCreate')).to.be.false;
  });

  it('tells that the database answers, and its time', async () => {
    expect(await database.ping()).to.be.true;
    const before = await database.serverTime();
    const after = await database.serverTime();
    expect(after.getTime()).to.be.at.least(before.getTime());
  });

  it('gives each suite an empty database of its own', async () => {
    const other = await freshDatabase();
    expect(other.uri).not.to.equal(fresh.uri);
    expect((await startTestDatabase()).uri).not.to.equal(fresh.uri);
    await database.connection.collection('appeals').insertOne({ number: 1 });
    const elsewhere = await connectDatabase(other.uri, silentLogger);
    expect(await elsewhere.connection.collection('appeals').countDocuments()).to.equal(0);
    await elsewhere.close();
    expect(await elsewhere.ping()).to.be.false;
    await other.drop();
  });

  it('fails with the reason where nothing listens', async () => {
    const outcome = await connectDatabase('mongodb://127.0.0.1:1/liniya', silentLogger, {
      waitMs: 200,
    }).catch((error: unknown) => error);
    expect(outcome).to.be.instanceOf(Error);
    expect((outcome as Error).message).to.contain('127.0.0.1:1');
  });

  it('moves the clock to the time of the database', async () => {
    const hourMs = 3_600_000;
    const clock = new SystemClock();
    const ahead = {
      serverTime: async () => new Date((await database.serverTime()).getTime() + hourMs),
    };
    const alignment = keepClockAligned(clock, ahead);
    await alignment.ready;
    alignment.stop();
    expect(clock.nowMs() - Date.now()).to.be.closeTo(hourMs, 5_000);
  });

  it('promises nothing by the machine’s own clock: waits for the first answer, however slow it is', async () => {
    const hourMs = 3_600_000;
    const clock = new SystemClock();
    let tries = 0;
    const slow = {
      async serverTime() {
        tries += 1;
        if (tries === 1) throw new Error('Away.');
        // Longer than an answer may take once there has been one.
        await new Promise((resolve) => setTimeout(resolve, 1_200));
        return new Date(Date.now() + hourMs);
      },
    };
    const alignment = keepClockAligned(clock, slow);
    await alignment.ready;
    alignment.stop();
    expect(tries).to.equal(2);
    expect(clock.nowMs() - Date.now()).to.be.closeTo(hourMs, 5_000);
  });

  it('stays right on a machine whose clock is wrong', async () => {
    const TrueDate = Date;
    const before = new Date();
    try {
      skewDate(45_000);
      expect(Date.now() - TrueDate.now()).to.be.closeTo(45_000, 1_000);
      expect(new Date().getTime() - TrueDate.now()).to.be.closeTo(45_000, 1_000);
      expect(new Date(7).getTime()).to.equal(7);
      expect(before).to.be.instanceOf(Date);
      const clock = new SystemClock();
      const trueDatabase = { serverTime: () => Promise.resolve(new Date(TrueDate.now())) };
      const alignment = keepClockAligned(clock, trueDatabase);
      await alignment.ready;
      alignment.stop();
      expect(clock.nowMs() - TrueDate.now()).to.be.closeTo(0, 1_000);
      expect(clock.now()).to.be.instanceOf(TrueDate);
    } finally {
      globalThis.Date = TrueDate;
    }
  });
});
