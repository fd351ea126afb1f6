import { EventEmitter, once } from 'node:events';
import { expect } from 'chai';
import { Deadlines } from '../../server/features/deadlines/deadline.service.js';
import { createDeadlineStore } from '../../server/features/deadlines/deadline.store.js';
import { SystemClock } from '../../server/lib/clock.js';
import { skewDate } from '../../server/lib/skewed-date.js';
import { silentLogger } from '../../server/lib/logger.js';
import { keepClockAligned } from '../../server/storage/clock-alignment.js';
import { connectDatabase } from '../../server/storage/connection.js';
import { freshDatabase } from '../helpers/database.js';

/** How long the promises of this test have to wait, by the database's time. */
const dueInMs = 700;
/** The database's clock answers in whole milliseconds, and the way there takes a few. */
const readingMs = 25;
const promises = 20;

/** As a process has it whose machine is wrong by this much. */
const createClock = (skewMs: number): SystemClock => {
  const TrueDate = Date;
  try {
    skewDate(skewMs);
    return new SystemClock();
  } finally {
    globalThis.Date = TrueDate;
  }
};

describe('Processes on machines whose time is wrong', () => {
  for (const skewMs of [-30_000, 30_000]) {
    it(`keep every promise once and never early (${skewMs / 1_000} s beside a right one)`, async () => {
      const { uri, drop } = await freshDatabase();
      const fired = new EventEmitter();
      const firedAt: number[] = [];
      const nodes = await Promise.all(
        [0, skewMs].map(async (skew) => {
          const database = await connectDatabase(uri, silentLogger);
          const clock = createClock(skew);
          const alignment = keepClockAligned(clock, database);
          await alignment.ready;
          const store = createDeadlineStore(database.connection);
          const deadlines = new Deadlines(store, clock, silentLogger);
          deadlines.handle('offer', async () => {
            firedAt.push((await database.serverTime()).getTime());
            if (firedAt.length === promises) fired.emit('all');
          });
          return { database, clock, alignment, deadlines };
        }),
      );
      const startedAt = (await nodes[0]!.database.serverTime()).getTime();
      // Either node makes promises, by what it holds to be now.
      for (let index = 0; index < promises; index += 1) {
        const { clock, deadlines } = nodes[index % 2]!;
        await deadlines.set('offer', `o-${index}`, 's', new Date(clock.nowMs() + dueInMs));
      }
      const all = once(fired, 'all');
      const timers = nodes.map(({ deadlines }) => setInterval(() => void deadlines.runDue(), 20));
      await all;
      for (const timer of timers) clearInterval(timer);
      for (const { deadlines } of nodes) await deadlines.runDue();

      expect(firedAt).to.have.length(promises);
      expect(Math.min(...firedAt)).to.be.at.least(startedAt + dueInMs - readingMs);
      for (const { alignment, database } of nodes) {
        alignment.stop();
        await database.close();
      }
      await drop();
    });
  }
});
