import { request } from 'node:https';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { EngineUnavailable } from './embedded-database-error.js';
import type { EngineBinary, FindBinaryOptions } from './engine.js';

const version = '8.0.13';
const downloadHost = 'fastdl.mongodb.org';
const probeLimitMs = 3_000;

/** Whether the host answers within 3 s; a proxy named in the environment is asked by the download itself. */
export const probeDownloadHost = (host = downloadHost): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = request({ host, method: 'HEAD', path: '/', timeout: probeLimitMs }, (answer) => {
      answer.resume();
      resolve(true);
    });
    const giveUp = setTimeout(() => probe.destroy(new Error('too slow')), probeLimitMs);
    probe.once('error', () => resolve(false));
    probe.once('close', () => clearTimeout(giveUp));
    probe.end();
  });

const hasProxy = () =>
  ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'].some((name) => process.env[name]);

/** Finds MongoDB 8.0 in the cache or fetches it from its makers. Throws `EngineUnavailable`. */
export const fetchMongod = async (options: FindBinaryOptions): Promise<EngineBinary> => {
  // Loaded only when asked for: it brings a second copy of the driver.
  const { DryMongoBinary, MongoBinary } = await import('mongodb-memory-server-core');
  const place = { version, downloadDir: join(options.cacheFolder, 'mongodb') };
  const cached = await DryMongoBinary.locateBinary(await DryMongoBinary.generateOptions(place));
  if (cached !== undefined && existsSync(cached))
    return { path: cached, version, reason: 'fetched before' };

  if (!hasProxy() && !(await probeDownloadHost()))
    throw new EngineUnavailable('the download host of MongoDB cannot be reached');
  options.progress(`fetching MongoDB ${version} (about 80 MB, once)`);
  try {
    const path = await MongoBinary.getPath({ ...place, checkMD5: true });
    options.progress(`fetched MongoDB ${version}`);
    return { path, version, reason: 'fetched from its makers' };
  } catch (error) {
    const [cause] = (error as Error).message.split('\n');
    throw new EngineUnavailable(`MongoDB ${version} could not be fetched (${cause ?? ''})`);
  }
};
