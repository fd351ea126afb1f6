import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { EngineUnavailable } from './embedded-database-error.js';
import type { EngineBinary, FindBinaryOptions } from './engine.js';

const run = promisify(execFile);
const oldestMajor = 7;

const findOnPath = async (name: string): Promise<string | null> => {
  const file = process.platform === 'win32' ? `${name}.exe` : name;
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const path = join(folder, file);
    const isThere = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (folder !== '' && isThere) return path;
  }
  return null;
};

/** "8.0.13" out of what `mongod --version` prints; null where it is something else. */
export const parseMongodVersion = (output: string): string | null =>
  /^db version v(\d+\.\d+\.\d+\S*)/m.exec(output)?.[1] ?? null;

const readVersion = async (path: string): Promise<string> => {
  let output: string;
  try {
    output = (await run(path, ['--version'], { timeout: 10_000 })).stdout;
  } catch (error) {
    throw new EngineUnavailable(
      `${path} does not run (${(error as Error).message.split('\n')[0] ?? ''})`,
    );
  }
  const version = parseMongodVersion(output);
  if (version === null) throw new EngineUnavailable(`${path} does not say it is a mongod`);
  if (Number.parseInt(version) < oldestMajor)
    throw new EngineUnavailable(`${path} is ${version}, older than MongoDB ${oldestMajor}`);
  return version;
};

/** The `mongod` named by `LINIYA_MONGOD`, otherwise the first on PATH, or null. Throws `EngineUnavailable` for a useless one. */
export const findMongod = async (options: FindBinaryOptions): Promise<EngineBinary | null> => {
  const path = options.mongodPath ?? (await findOnPath('mongod'));
  if (path === null) return null;
  const reason = options.mongodPath === undefined ? 'found on PATH' : 'named by LINIYA_MONGOD';
  return { path, version: await readVersion(path), reason };
};
