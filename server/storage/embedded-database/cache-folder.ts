import { access, constants, mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The per-user folder for fetched programs, by the customs of the system. */
export const userCacheFolder = (
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string => {
  if (platform === 'win32')
    return join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'liniya');
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'liniya');
  return join(env['XDG_CACHE_HOME'] ?? join(home, '.cache'), 'liniya');
};

/** The cache folder, made if need be; `cache` in the data folder where the wanted one is not writable. */
export const openCacheFolder = async (
  dataFolder: string,
  wanted: string = userCacheFolder(),
): Promise<string> => {
  try {
    await mkdir(wanted, { recursive: true });
    await access(wanted, constants.W_OK);
    return wanted;
  } catch {
    const fallback = join(dataFolder, 'cache');
    await mkdir(fallback, { recursive: true });
    return fallback;
  }
};
