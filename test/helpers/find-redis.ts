import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';

const run = promisify(execFile);

const starts = async (path: string): Promise<boolean> => {
  try {
    const { stdout } = await run(path, ['--version'], { timeout: 20_000 });
    return stdout.includes('Redis server') || stdout.includes('Valkey server');
  } catch {
    return false;
  }
};

/** `redis-server` as `LINIYA_REDIS_SERVER` names it, on PATH, or as root from Debian's packages; else one clear error. */
export const findRedis = async (): Promise<string> => {
  const named = process.env['LINIYA_REDIS_SERVER'] ?? '';
  if (named !== '') {
    if (await starts(named)) return named;
    throw new Error(`LINIYA_REDIS_SERVER=${named} does not start.`);
  }
  for (const name of ['redis-server', 'valkey-server']) if (await starts(name)) return name;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    process.stderr.write('redis: installing Debian’s redis-server\n');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update'], { env }).catch(() => null);
    const install = ['install', '-y', '--no-install-recommends', 'redis-server'];
    await run('apt-get', install, { env }).catch(() => null);
    if (await starts('redis-server')) return 'redis-server';
  }
  throw new Error(
    'No Redis: set LINIYA_REDIS_SERVER to a redis-server, or put one on PATH, or run as root where apt-get can install it.',
  );
};
