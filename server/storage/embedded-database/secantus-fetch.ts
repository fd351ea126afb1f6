import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineUnavailable } from './embedded-database-error.js';
import type { EngineBinary, FetchBinaryOptions, FindBinaryOptions } from './engine.js';
import { reportProgress } from './report-progress.js';
import {
  findPython,
  type Python,
  runPython,
  saysUnreachable,
  summarizePipError,
} from './python.js';
import { type SecantusWheel, selectWheels, wheelContents } from './secantus-wheel.js';

const fetchLimitMs = 10 * 60_000;
const unpackLimitMs = 60_000;
const abandonedAfterMs = 60 * 60_000;

const glibcLoaders = ['/lib64/ld-linux-x86-64.so.2', '/lib/ld-linux-aarch64.so.1'];

const listWheels = (): SecantusWheel[] => {
  const { platform, arch } = process;
  const isMusl = platform === 'linux' && !glibcLoaders.some((path) => existsSync(path));
  const wheels = selectWheels({ platform, arch, isMusl });
  if (wheels.length > 0) return wheels;
  throw new EngineUnavailable(`there is no build for ${platform} ${arch}${isMusl ? ' musl' : ''}`);
};

const folderOf = (cacheFolder: string, { version, platform }: SecantusWheel) =>
  join(cacheFolder, `secantusdb-${version}-${platform}`);

const binaryOf = (cacheFolder: string, wheel: SecantusWheel, reason: string): EngineBinary => ({
  path: join(folderOf(cacheFolder, wheel), wheelContents(wheel).binary),
  version: wheel.version,
  reason,
});

/** Then no other version can be had either. */
class IndexUnreachable extends EngineUnavailable {}

const downloadWheel = async (python: Python, wheel: SecantusWheel, to: string): Promise<string> => {
  const args = [
    ...[
      '-m',
      'pip',
      'download',
      '--no-input',
      '--quiet',
      '--disable-pip-version-check',
      '--retries',
      '2',
      '--no-deps',
      '--only-binary=:all:',
      '--implementation',
      'cp',
    ],
    ...['--python-version', '311', '--platform', wheel.platform, '--dest', to],
    `SecantusDB==${wheel.version}`,
  ];
  try {
    await runPython(python, args, { timeoutMs: fetchLimitMs });
  } catch (error) {
    const output = (error as { stderr?: string }).stderr ?? '';
    if (saysUnreachable(output)) throw new IndexUnreachable('pip cannot reach its package index');
    const reason = summarizePipError(output);
    throw new EngineUnavailable(`pip could not download SecantusDB ${wheel.version}: ${reason}`);
  }
  const name = (await readdir(to)).find((file) => file.endsWith('.whl'));
  if (name === undefined) throw new EngineUnavailable('pip downloaded no wheel');
  return join(to, name);
};

/** Throws `EngineUnavailable` unless the file is exactly the one that was tried. */
const assertHash = async (file: string, sha256: string): Promise<void> => {
  const content = await readFile(file);
  const actual = createHash('sha256').update(content).digest('hex');
  if (actual === sha256) return;
  throw new EngineUnavailable(`the SecantusDB wheel has sha256 ${actual} instead of ${sha256}`);
};

const removeAbandoned = async (cacheFolder: string): Promise<void> => {
  for (const name of await readdir(cacheFolder)) {
    const path = join(cacheFolder, name);
    if (!name.includes('.fetch-')) continue;
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > abandonedAfterMs) await rm(path, { recursive: true, force: true });
  }
};

/** Everything happens beside the final folder and is renamed at the end: a second start meanwhile sees all or nothing. */
const install = async (python: Python, wheel: SecantusWheel, folder: string): Promise<void> => {
  const work = await mkdtemp(`${folder}.fetch-`);
  try {
    const file = await downloadWheel(python, wheel, join(work, 'wheel'));
    await assertHash(file, wheel.sha256);
    const unpacked = join(work, 'unpacked');
    const unpack = ['-m', 'zipfile', '-e', file, unpacked];
    await runPython(python, unpack, { timeoutMs: unpackLimitMs });
    const { folders, binary } = wheelContents(wheel);
    await chmod(join(unpacked, binary), 0o755);
    for (const name of await readdir(unpacked)) {
      if (!folders.includes(name)) await rm(join(unpacked, name), { recursive: true });
    }
    await rename(unpacked, folder).catch((error: unknown) => {
      // Another start was first: its copy has passed the same check.
      if (!existsSync(join(folder, binary))) throw error;
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
};

/** The SecantusDB fetched before, or null. Throws `EngineUnavailable` where there is none for this machine. */
export const findFetchedSecantus = (options: FindBinaryOptions): Promise<EngineBinary | null> =>
  new Promise((resolve) => {
    const found = listWheels()
      .map((wheel) => binaryOf(options.cacheFolder, wheel, 'fetched before'))
      .find(({ path }) => existsSync(path));
    resolve(found ?? null);
  });

/** Throws `EngineUnavailable` where Python or pip is missing. */
export const checkSecantusFetch = async (): Promise<string> =>
  `pip ${(await findPython()).pipVersion} is here`;

/** Fetches SecantusDB with pip, whatever index it is set to, and checks its hash. Throws `EngineUnavailable`. */
export const fetchSecantus = async (options: FetchBinaryOptions): Promise<EngineBinary> => {
  const python = await findPython();
  await removeAbandoned(options.cacheFolder);
  const problems: string[] = [];
  for (const wheel of listWheels()) {
    try {
      const what = `SecantusDB ${wheel.version} with pip (22 MB, once)`;
      await reportProgress(what, options.progress, () =>
        install(python, wheel, folderOf(options.cacheFolder, wheel)),
      );
      return binaryOf(options.cacheFolder, wheel, 'fetched with pip');
    } catch (error) {
      if (!(error instanceof EngineUnavailable) || error instanceof IndexUnreachable) throw error;
      problems.push(error.message);
    }
  }
  throw new EngineUnavailable(problems.join('; '));
};
