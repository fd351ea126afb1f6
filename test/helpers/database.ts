import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { readConfig } from '../../server/config.js';
import { silentLogger } from '../../server/lib/logger.js';
import { connectDatabase } from '../../server/storage/connection.js';
import { startEmbeddedDatabase } from '../../server/storage/embedded-database/start-embedded-database.js';
import { removeAbandonedDatabases, testFolderPrefix } from './abandoned-databases.js';

interface TestDatabase {
  uri: string;
  stop(): Promise<void>;
}

let running: Promise<TestDatabase> | null = null;

const start = async (): Promise<TestDatabase> => {
  const { mongodbUri, database, mongodPath } = readConfig();
  if (mongodbUri !== undefined) return { uri: mongodbUri, stop: () => Promise.resolve() };
  await removeAbandonedDatabases();
  const dataFolder = await mkdtemp(testFolderPrefix);
  const embedded = await startEmbeddedDatabase({
    ...{ dataFolder, choice: database, mode: 'test', logger: silentLogger },
    ...(mongodPath === undefined ? {} : { mongodPath }),
    onProgress: (line) => process.stderr.write(`database: ${line}\n`),
  });
  // Mocha dies of a signal without a word; leaving by exit() ends the database too.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => process.exit(1));
  const stop = async () => {
    await embedded.stop();
    await rm(dataFolder, { recursive: true, force: true });
  };
  return { uri: embedded.uri, stop };
};

/**
 * The one database process of this run, started on first use: what `MONGODB_URI` or else `LINIYA_DATABASE` names.
 * Suites take `freshDatabase` instead; this is for tests about the process itself.
 */
export const startTestDatabase = (): Promise<{ uri: string }> => (running ??= start());

/** Called once, after the last test, by the root hooks. */
export const stopTestDatabase = async (): Promise<void> => {
  const database = await running;
  running = null;
  await database?.stop();
};

/** An empty database with a name of its own in the run's process. `drop` removes it; call it in `after`. */
export const freshDatabase = async (): Promise<{ uri: string; drop: () => Promise<void> }> => {
  const { uri: shared } = await startTestDatabase();
  const name = `liniya_test_${randomBytes(6).toString('hex')}`;
  const uri = shared.replace(/^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/[^?]*)?/, `$1/${name}`);
  const drop = async () => {
    const database = await connectDatabase(uri, silentLogger);
    await database.connection.dropDatabase();
    await database.close();
  };
  return { uri, drop };
};
