import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '../../lib/ids.js';
import { imagePathOf, thumbnailPathOf } from './inspect-file.js';

/** Where uploads lie in the clear for the moment between the wire and the sealed store. */
export interface Spool {
  /** This process's own folder. */
  folder: string;
  /** Removes an upload and what was made from it; quiet where there is nothing. */
  remove(path: string): Promise<void>;
  /** Removes the folder. */
  close(): Promise<void>;
}

const isAlive = (processId: number): boolean => {
  if (processId === process.pid) return false;
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/**
 * Opens the spool under `base`. What earlier processes left there is removed: folders are named after their
 * process, so that another one still running on the same machine keeps its own.
 */
export const openSpool = async (base: string): Promise<Spool> => {
  await mkdir(base, { recursive: true });
  for (const name of await readdir(base)) {
    const processId = Number(/^(\d+)-/.exec(name)?.[1] ?? Number.NaN);
    const isLeftOver = Number.isNaN(processId) ? name !== '.gitkeep' : !isAlive(processId);
    if (isLeftOver) await rm(join(base, name), { recursive: true, force: true });
  }
  const folder = join(base, `${process.pid}-${newId()}`);
  await mkdir(folder, { mode: 0o700 });
  return {
    folder,
    async remove(path) {
      for (const file of [path, imagePathOf(path), thumbnailPathOf(path)]) {
        await rm(file, { force: true });
      }
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
};
