import { randomUUID } from 'node:crypto';
import { connectDatabase } from '../server/storage/connection.js';
import { silentLogger } from '../server/lib/logger.js';
import { text } from './measure.js';

const document = () => ({ _id: randomUUID(), seq: 1, at: new Date(), text });

/** Bare journalled writes to the same database: 32 single ones at once, and batches of 128, two at once. */
export const measureInserts = async (
  uri: string,
  plan: { single: number; batched: number },
): Promise<{ insertOne: number; insertMany: number }> => {
  const database = await connectDatabase(uri, silentLogger);
  const collection = database.connection.collection<{ _id: string }>('benchInserts');
  const rate = async (count: number, work: () => Promise<void>): Promise<number> => {
    const startedAt = performance.now();
    await work();
    return (count * 1_000) / (performance.now() - startedAt);
  };
  const inParallel = async (lanes: number, times: number, run: () => Promise<unknown>) => {
    await Promise.all(
      Array.from({ length: lanes }, async () => {
        for (let count = 0; count < times; count += 1) await run();
      }),
    );
  };
  const insertOne = await rate(plan.single, () =>
    inParallel(32, plan.single / 32, () => collection.insertOne(document())),
  );
  const insertMany = await rate(plan.batched, () =>
    inParallel(2, plan.batched / 128 / 2, () =>
      collection.insertMany(Array.from({ length: 128 }, document), { ordered: false }),
    ),
  );
  await collection.drop();
  await database.close();
  return { insertOne, insertMany };
};

/** How many of these sessions' citizens' messages are stored, by the database itself. */
export const countStored = async (uri: string, sessionIds: readonly string[]): Promise<number> => {
  const database = await connectDatabase(uri, silentLogger);
  const events = database.connection.collection('sessionEvents');
  let count = 0;
  for (let start = 0; start < sessionIds.length; start += 500) {
    const page = sessionIds.slice(start, start + 500);
    count += await events.countDocuments({
      ...{ sessionId: { $in: page }, kind: 'message.created' },
      clientMessageId: { $exists: true },
    });
  }
  await database.close();
  return count;
};
