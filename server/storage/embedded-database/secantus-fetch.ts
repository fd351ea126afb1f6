import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { EngineUnavailable } from './embedded-database-error.js';
import type { EngineBinary, FindBinaryOptions } from './engine.js';
import { type SecantusWheel, selectWheels, wheelContents } from './secantus-wheel.js';

const run = promisify(execFile);
const fetchLimitMs = 10 * 60_000;

interface Python {
  command: string;
  args: string[];
}
const pythons: Python[] = [
  { command: 'python3', args: [] },
  { command: 'python', args: [] },
  { command: 'py', args: ['-3'] },
];

const findPython = async (): Promise<Python> => {
  for (const python of pythons) {
    try {
      await run(python.command, [...python.args, '-m', 'pip', '--version']);
      return python;
    } catch {
      continue;
    }
  }
  throw new EngineUnavailable(
    'python3 with pip is missing (Debian: apt install python3-pip; elsewhere python.org)',
  );
};

/** The last complaint of pip, without addresses: where packages come from is the reader's own setting. */
export const summarizePipError = (output: string): string => {
  const complaints = output.split('\n').filter((line) => line.startsWith('ERROR:'));
  const last = complaints.at(-1)?.slice('ERROR:'.length).trim() ?? 'it gave no reason';
  return last
    .replace(/https?:\/\/\S+/g, '…')
    .replace(/host='[^']*'/g, 'host=…')
    .slice(0, 200);
};

const downloadWheel = async (python: Python, wheel: SecantusWheel, to: string): Promise<string> => {
  const target = ['--implementation', 'cp', '--python-version', '311'];
  const args = [
    ...[...python.args, '-m', 'pip', 'download', '--no-deps', '--only-binary=:all:', ...target],
    ...['--platform', wheel.platform, '--dest', to, `SecantusDB==${wheel.version}`],
  ];
  try {
    await run(python.command, args, { timeout: fetchLimitMs });
  } catch (error) {
    const { stderr } = error as { stderr?: string };
    throw new EngineUnavailable(
      `pip could not download SecantusDB ${wheel.version}: ${summarizePipError(stderr ?? '')}`,
    );
  }
  const name = (await readdir(to)).find((file) => file.endsWith('.whl'));
  if (name === undefined) throw new EngineUnavailable('pip downloaded no wheel');
  return join(to, name);
};

const assertHash = async (file: string, sha256: string): Promise<void> => {
  const actual = createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
  if (actual !== sha256)
    throw new EngineUnavailable(
      `the SecantusDB wheel has the wrong sha256 (${actual}, not ${sha256})`,
    );
};

/** Everything happens beside the final folder and is renamed at the end: a second start meanwhile sees all or nothing. */
const install = async (python: Python, wheel: SecantusWheel, folder: string): Promise<void> => {
  const work = await mkdtemp(`${folder}.fetch-`);
  try {
    const file = await downloadWheel(python, wheel, join(work, 'wheel'));
    await assertHash(file, wheel.sha256);
    const unpacked = join(work, 'unpacked');
    await run(python.command, [...python.args, '-m', 'zipfile', '-e', file, unpacked]);
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

/** Finds SecantusDB in the cache or fetches it with pip. Throws `EngineUnavailable`. */
export const fetchSecantus = async (options: FindBinaryOptions): Promise<EngineBinary> => {
  const isMusl =
    process.platform === 'linux' &&
    !('glibcVersionRuntime' in (process.report.getReport() as { header: object }).header);
  const candidates = selectWheels({ platform: process.platform, arch: process.arch, isMusl });
  if (candidates.length === 0)
    throw new EngineUnavailable(`there is no build for ${process.platform} ${process.arch}`);
  const placeOf = (wheel: SecantusWheel) =>
    join(options.cacheFolder, `secantusdb-${wheel.version}-${wheel.platform}`);

  for (const wheel of candidates) {
    const path = join(placeOf(wheel), wheelContents(wheel).binary);
    if (existsSync(path)) return { path, version: wheel.version, reason: 'fetched before' };
  }

  const python = await findPython();
  const problems: string[] = [];
  for (const wheel of candidates) {
    try {
      options.progress(`fetching SecantusDB ${wheel.version} with pip (22 MB, once)`);
      const startedAt = performance.now();
      await install(python, wheel, placeOf(wheel));
      const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
      options.progress(`fetched SecantusDB ${wheel.version} in ${seconds} s`);
      const path = join(placeOf(wheel), wheelContents(wheel).binary);
      return { path, version: wheel.version, reason: 'fetched with pip' };
    } catch (error) {
      if (!(error instanceof EngineUnavailable)) throw error;
      problems.push(error.message);
    }
  }
  throw new EngineUnavailable(problems.join('; '));
};
