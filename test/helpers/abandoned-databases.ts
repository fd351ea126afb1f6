import { readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isHeld, readLock } from '../../server/storage/embedded-database/folder-lock.js';
import { stopForeignProcess } from '../../server/storage/embedded-database/process-identity.js';

/** Data folders of test runs begin so, in the system's folder for temporary files. */
export const testFolderPrefix = join(tmpdir(), 'liniya-test-');

/** Puts away what killed test runs left: their database processes and folders. Runs that live are not touched. */
export const removeAbandonedDatabases = async (): Promise<void> => {
  for (const name of await readdir(tmpdir())) {
    const folder = join(tmpdir(), name);
    if (!folder.startsWith(testFolderPrefix)) continue;
    const lock = await readLock(folder).catch(() => null);
    if (!lock || (await isHeld(folder, lock))) continue;
    if (lock.database) await stopForeignProcess(lock.database);
    await rm(folder, { recursive: true, force: true });
  }
};
