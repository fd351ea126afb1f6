import type { Config } from '../config.js';
import type { Logger } from '../lib/logger.js';
import { connectDatabase, type Database } from '../storage/connection.js';
import { findRunningDatabase } from '../storage/embedded-database/running-database.js';
import { startEmbeddedDatabase } from '../storage/embedded-database/start-embedded-database.js';

export interface OpenedDatabase {
  database: Database;
  /** Ends the connection, and the embedded database where this call started it. */
  close: () => Promise<void>;
}

/**
 * Connects to `MONGODB_URI`, or else to an embedded database in the data folder. `mayShare`: where a server runs there
 * already, its database is used beside it, so that commands work while it serves. Throws `EmbeddedDatabaseError`, or the
 * driver's error where nothing answers.
 */
export const openDatabase = async (
  config: Config,
  logger: Logger,
  { mayShare }: { mayShare: boolean },
): Promise<OpenedDatabase> => {
  const { dataFolder, database: choice, mode, mongodPath } = config;
  const running =
    mayShare && config.mongodbUri === undefined ? await findRunningDatabase(dataFolder) : null;
  const uri = config.mongodbUri ?? running?.uri;
  if (uri !== undefined) {
    const database = await connectDatabase(uri, logger);
    return { database, close: () => database.close() };
  }
  const embedded = await startEmbeddedDatabase({
    ...{ dataFolder, choice, mode, logger },
    ...(mongodPath === undefined ? {} : { mongodPath }),
  });
  try {
    const database = await connectDatabase(embedded.uri, logger);
    return {
      database,
      async close() {
        await database.close();
        await embedded.stop();
      },
    };
  } catch (error) {
    await embedded.stop();
    throw error;
  }
};
