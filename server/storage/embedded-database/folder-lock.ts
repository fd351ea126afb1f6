import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { EmbeddedDatabaseError } from './embedded-database-error.js';
import type { EngineName } from './engine.js';
import { identifyProcess, isRunning, type ProcessIdentity } from './process-identity.js';

/** The database process of a locked folder. */
export interface LockedDatabase extends ProcessIdentity {
  engine: EngineName;
  port: number;
}

/** What `database.lock` says: who holds the folder, and which database runs for it. */
interface LockRecord {
  token: string;
  host: string;
  server: ProcessIdentity;
  database?: LockedDatabase;
}

export interface FolderLock {
  /** The database a killed holder left running, if the lock was taken over from one. */
  orphan?: LockedDatabase;
  /** Notes the database's process, so that a later start finds it should this process be killed. */
  recordDatabase(database: LockedDatabase): Promise<void>;
  release(): Promise<void>;
}

const beatMs = 5_000;
/** Another machine (a container on the same volume) counts as alive until its lock is this old. */
const foreignStaleAfterMs = 20_000;
/** A takeover lasts microseconds; one this old was cut off in the middle. */
const takeoverStaleAfterMs = 10_000;

const lockPath = (dataFolder: string) => join(dataFolder, 'database.lock');

const isMissing = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT';
const isTaken = (error: unknown) => (error as NodeJS.ErrnoException).code === 'EEXIST';

/** Stands for a lock that a power failure cut off while it was written: nobody holds it. */
const cutOff: LockRecord = {
  token: 'cut-off',
  host: hostname(),
  server: { pid: 0, startMark: 'none' },
};

/** The lock as it is on disk, whether its holder lives or not; null where there is none. */
export const readLock = async (dataFolder: string): Promise<LockRecord | null> => {
  try {
    return JSON.parse(await readFile(lockPath(dataFolder), 'utf8')) as LockRecord;
  } catch (error) {
    if (isMissing(error)) return null;
    if (error instanceof SyntaxError) return cutOff;
    throw error;
  }
};

/** Whether the holder of a lock still runs. */
export const isHeld = async (dataFolder: string, record: LockRecord): Promise<boolean> => {
  if (record.host === hostname()) return isRunning(record.server);
  const { mtimeMs } = await stat(lockPath(dataFolder)).catch(() => ({ mtimeMs: 0 }));
  return Date.now() - mtimeMs < foreignStaleAfterMs;
};

const refuse = (dataFolder: string, record: LockRecord): never => {
  const where = record.host === hostname() ? '' : ` on ${record.host}`;
  throw new EmbeddedDatabaseError(
    `Another Liniya (process ${record.server.pid}${where}) uses ${dataFolder}. ` +
      'Stop it first, or give this one a folder of its own with LINIYA_DATA.',
  );
};

/** Replaces the lock of a dead holder. Of several at once exactly one gets true. */
const takeOver = async (dataFolder: string, stale: LockRecord, own: string): Promise<boolean> => {
  const path = lockPath(dataFolder);
  const guard = `${path}.${stale.token}`;
  try {
    await link(own, guard);
  } catch (error) {
    if (!isTaken(error)) throw error;
    const age = Date.now() - (await stat(guard).catch(() => ({ mtimeMs: Date.now() }))).mtimeMs;
    if (age > takeoverStaleAfterMs) await rm(guard, { force: true });
    return false;
  }
  try {
    const current = await readLock(dataFolder);
    if (current?.token !== stale.token) return false;
    await rename(own, path);
    return true;
  } finally {
    await rm(guard, { force: true });
  }
};

const acquire = async (dataFolder: string, own: string): Promise<LockRecord | null> => {
  for (;;) {
    try {
      // A link appears with its content or not at all.
      await link(own, lockPath(dataFolder));
      return null;
    } catch (error) {
      if (!isTaken(error)) throw error;
    }
    const current = await readLock(dataFolder);
    if (!current) continue;
    if (await isHeld(dataFolder, current)) return refuse(dataFolder, current);
    if (await takeOver(dataFolder, current, own)) return current;
  }
};

/**
 * Takes the data folder for this process. Throws `EmbeddedDatabaseError` while another one holds it; the lock of a
 * killed process is taken over.
 */
export const lockFolder = async (dataFolder: string): Promise<FolderLock> => {
  const server = identifyProcess(process.pid) ?? { pid: process.pid, startMark: 'unknown' };
  const record: LockRecord = { token: randomUUID(), host: hostname(), server };
  const own = `${lockPath(dataFolder)}.${process.pid}-${record.token}`;
  const writeOwn = () => writeFile(own, JSON.stringify(record), { mode: 0o600 });

  await writeOwn();
  const former = await acquire(dataFolder, own).finally(() => rm(own, { force: true }));
  const beat = setInterval(() => {
    const now = new Date();
    utimes(lockPath(dataFolder), now, now).catch(() => {});
  }, beatMs);
  beat.unref();
  let writing: Promise<void> = Promise.resolve();
  let isReleased = false;

  const orphan =
    former?.host === record.host && former.database && isRunning(former.database)
      ? former.database
      : undefined;
  return {
    ...(orphan === undefined ? {} : { orphan }),
    recordDatabase: (database) => {
      record.database = database;
      // One after the other, and none once the folder is free again.
      writing = writing.then(async () => {
        if (isReleased) return;
        await writeOwn();
        await rename(own, lockPath(dataFolder));
      });
      return writing;
    },
    release: async () => {
      isReleased = true;
      clearInterval(beat);
      await writing.catch(() => {});
      if ((await readLock(dataFolder))?.token === record.token) await rm(lockPath(dataFolder));
    },
  };
};
