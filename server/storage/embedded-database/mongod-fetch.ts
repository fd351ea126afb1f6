import { existsSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { EngineUnavailable } from './embedded-database-error.js';
import { reportProgress } from './report-progress.js';
import type { EngineBinary, FetchBinaryOptions, FindBinaryOptions } from './engine.js';

const version = '8.0.13';
const downloadHost = 'fastdl.mongodb.org';
const probeLimitMs = 3_000;

const placeOf = (cacheFolder: string) => ({ version, downloadDir: join(cacheFolder, 'mongodb') });

/** Loaded only when asked for: it brings a second copy of the driver. */
const loadLibrary = () => import('mongodb-memory-server-core');

/** The MongoDB 8.0 fetched before, or null. */
export const findFetchedMongod = async (
  options: FindBinaryOptions,
): Promise<EngineBinary | null> => {
  const place = placeOf(options.cacheFolder);
  if (!existsSync(place.downloadDir)) return null;
  const { DryMongoBinary } = await loadLibrary();
  const path = await DryMongoBinary.locateBinary(place);
  return path === undefined ? null : { path, version, reason: 'fetched before' };
};

/** Whether `host` answers over HTTPS within 3 s, whatever it says. */
const probeHost = (host: string): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = request({ host, method: 'HEAD', path: '/' }, (answer) => {
      answer.resume();
      resolve(true);
    });
    const giveUp = setTimeout(() => probe.destroy(new Error('too slow')), probeLimitMs);
    probe.once('error', () => resolve(false));
    probe.once('close', () => clearTimeout(giveUp));
    probe.end();
  });

/** Asks the download host first: without network the download itself needs twice as long to give up. */
export const checkMongodFetch = async (): Promise<string> => {
  const proxies = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'];
  if (proxies.some((name) => process.env[name])) return `${downloadHost} through the proxy`;
  if (await probeHost(downloadHost)) return `${downloadHost} answers`;
  throw new EngineUnavailable(`${downloadHost} cannot be reached`);
};

/** Fetches MongoDB 8.0 from its makers, checked against the sum they publish. Throws `EngineUnavailable`. */
export const fetchMongod = async (options: FetchBinaryOptions): Promise<EngineBinary> => {
  const { MongoBinary } = await loadLibrary();
  // The library checks no certificate unless npm is told to, and its sums come from the same host.
  process.env['npm_config_strict_ssl'] ??= 'true';
  const place = placeOf(options.cacheFolder);
  try {
    const what = `MongoDB ${version} (about 80 MB, once)`;
    const path = await reportProgress(what, options.progress, () =>
      MongoBinary.getPath({ ...place, checkMD5: true }),
    );
    return { path, version, reason: 'fetched from its makers' };
  } catch (error) {
    const [cause] = (error as Error).message.split('\n');
    throw new EngineUnavailable(`MongoDB ${version} could not be fetched (${cause ?? ''})`);
  }
};
