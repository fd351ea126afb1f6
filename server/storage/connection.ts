import mongoose from 'mongoose';
import type { Logger } from '../lib/logger.js';

export interface Database {
  connection: mongoose.Connection;
  /** Whether the database answers within two seconds. */
  ping(): Promise<boolean>;
  /** The database's clock (`hello.localTime`), to the millisecond. */
  serverTime(): Promise<Date>;
  close(): Promise<void>;
}

const pingLimitMs = 2_000;

/**
 * Connects to MongoDB or an embedded engine. Every write is acknowledged by a majority and journalled unless a query
 * says otherwise, and only what a majority has is read: a decision on something that a failover takes back would
 * leave a hole in a session's log. Commands are never buffered and nothing is created behind the caller's back (migrations make
 * collections and indexes). While the database restarts, commands wait up to `waitMs` (ten seconds) for it. Throws the driver's
 * error where nothing answers. `monitorCommands`: the client tells of each command, for who counts them.
 */
export const connectDatabase = async (
  uri: string,
  logger: Logger,
  options: { waitMs?: number; monitorCommands?: boolean } = {},
): Promise<Database> => {
  const connection = mongoose.createConnection(uri, {
    bufferCommands: false,
    autoIndex: false,
    autoCreate: false,
    writeConcern: { w: 'majority', journal: true },
    readConcern: { level: 'majority' },
    serverSelectionTimeoutMS: options.waitMs ?? 10_000,
    // A database behind a black hole is noticed by heartbeats, and what was asked of it gets an unknown outcome.
    heartbeatFrequencyMS: 2_000,
    connectTimeoutMS: 5_000,
    socketTimeoutMS: 20_000,
    monitorCommands: options.monitorCommands ?? false,
    appName: 'liniya',
  });
  let isClosing = false;
  // Without a listener an error of a lost connection would end the process; queries report it to their callers.
  connection.on('error', (error: unknown) => logger.warn({ event: 'database.error', error }));
  connection.on('disconnected', () => {
    if (!isClosing) logger.warn({ event: 'database.disconnected' });
  });
  connection.on('reconnected', () => logger.info({ event: 'database.reconnected' }));
  await connection.asPromise();

  const admin = connection.getClient().db('admin');
  return {
    connection,
    ping: async () => {
      try {
        await admin.command({ ping: 1 }, { timeoutMS: pingLimitMs });
        return true;
      } catch {
        return false;
      }
    },
    serverTime: async () => {
      const { localTime } = await admin.command({ hello: 1 });
      if (!(localTime instanceof Date)) throw new Error('The database does not tell its time.');
      return localTime;
    },
    close: async () => {
      isClosing = true;
      await connection.close();
    },
  };
};
