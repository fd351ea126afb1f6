import type { EngineName } from './engine.js';
import { getEngine } from './engines.js';
import { isHeld, readLock } from './folder-lock.js';
import { isRunning } from './process-identity.js';
import { listEnginesWithData, storagePathOf } from './remembered-choice.js';

interface RunningDatabase {
  uri: string;
  engine: EngineName;
  port: number;
  /** The Liniya server the database belongs to. */
  serverPid: number;
}

/** The embedded database a server of this machine runs in that folder now, so that a command can use it; else null. */
export const findRunningDatabase = async (dataFolder: string): Promise<RunningDatabase | null> => {
  const record = await readLock(dataFolder);
  if (!record?.database || !(await isHeld(dataFolder, record))) return null;
  if (!isRunning(record.database)) return null;
  const { engine, port } = record.database;
  return { uri: getEngine(engine).uri(port), engine, port, serverPid: record.server.pid };
};

/**
 * What to say where `MONGODB_URI` is set while an embedded database left data in the folder: a line, or null where
 * nothing is left behind.
 */
export const describeLeftData = async (dataFolder: string): Promise<string | null> => {
  const [engine] = await listEnginesWithData(dataFolder);
  if (engine === undefined) return null;
  return (
    `MONGODB_URI is used; the data in ${storagePathOf(dataFolder, engine)} stays behind. ` +
    `Unset MONGODB_URI to go on with it.`
  );
};
