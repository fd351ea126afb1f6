import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { open, seal, type Sealed, type SealingKey } from './sealed.js';

/** Wraps the appeals' data keys. A hardware module or a cloud's key service can stand behind the same two calls. */
export interface KeyProvider {
  wrap(dataKey: Buffer, appealId: string): Promise<Sealed>;
  unwrap(wrapped: Sealed, appealId: string): Promise<Buffer>;
}

/** A provider over one master key of 32 bytes. */
export const createLocalKeyProvider = (masterKey: Buffer): KeyProvider => {
  const key: SealingKey = {
    kid: createHash('sha256').update('liniya-master').update(masterKey).digest('hex').slice(0, 16),
    bytes: masterKey,
  };
  return {
    wrap: (dataKey, appealId) => Promise.resolve(seal(key, dataKey, `appeal-key:${appealId}`)),
    unwrap: (wrapped, appealId) => Promise.resolve(open(key, wrapped, `appeal-key:${appealId}`)),
  };
};

/** The master key of a demo or a test: made once, kept beside the data, readable by its owner alone. */
export const readOrCreateMasterKey = (dataFolder: string): Buffer => {
  const folder = join(dataFolder, 'keys');
  const file = join(folder, 'master.key');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    writeFileSync(file, randomBytes(32).toString('base64'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return Buffer.from(readFileSync(file, 'utf8'), 'base64');
};
