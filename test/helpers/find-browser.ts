import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { userCacheFolder } from '../../server/storage/embedded-database/cache-folder.js';

const run = promisify(execFile);

/** A Chromium that starts on this machine, and what its process needs in the environment. */
export interface FoundBrowser {
  executablePath: string;
  env: NodeJS.ProcessEnv;
}

type Way = () => Promise<FoundBrowser | null>;

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
const fetched = '@sparticuz/chromium@141.0.0';

/** Null where it is missing or cannot start: a browser without its libraries fails here and not inside a test. */
const tryToStart = async (
  executablePath: string,
  env: NodeJS.ProcessEnv,
): Promise<FoundBrowser | null> => {
  try {
    const { stdout } = await run(executablePath, ['--version'], { env, timeout: 20_000 });
    return /\d+\.\d+/.test(stdout) ? { executablePath, env } : null;
  } catch {
    return null;
  }
};

const named: Way = async () => {
  const path = process.env['LINIYA_CHROMIUM'];
  if (path === undefined || path === '') return null;
  const browser = await tryToStart(path, process.env);
  if (browser === null) throw new Error(`LINIYA_CHROMIUM=${path} does not start.`);
  return browser;
};

const onPath: Way = async () => {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  for (const folder of folders) {
    for (const name of names) {
      const path = join(folder, name);
      const browser = existsSync(path) ? await tryToStart(path, process.env) : null;
      if (browser !== null) return browser;
    }
  }
  return null;
};

/** The package unpacks into `TMPDIR`; with this variable it also unpacks the libraries a bare Linux lacks. */
const unpack = async (folder: string): Promise<void> => {
  const script = `const { default: chromium } = await import('@sparticuz/chromium'); await chromium.executablePath();`;
  await run(process.execPath, ['--input-type=module', '-e', script], {
    cwd: folder,
    env: { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
  });
};

const inFolder = async (folder: string): Promise<FoundBrowser | null> => {
  const path = join(folder, 'chromium');
  if (!existsSync(path)) return null;
  const fonts = existsSync('/etc/fonts/fonts.conf')
    ? {}
    : { FONTCONFIG_PATH: join(folder, 'fonts') };
  const env = { ...process.env, ...fonts };
  const libraries = join(folder, 'al2023', 'lib');
  return (await tryToStart(path, env)) ?? tryToStart(path, { ...env, LD_LIBRARY_PATH: libraries });
};

/** Made beside its place and moved into it whole, so that a run cut short leaves no half of a browser. */
const byNpm: Way = async () => {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const cache = userCacheFolder();
  const folder = join(cache, 'chromium-141.0.0');
  const known = await inFolder(folder);
  if (known !== null) return known;
  process.stderr.write(`browser: fetching ${fetched} (67 MB) into ${folder}\n`);
  const draft = `${folder}-${String(process.pid)}`;
  try {
    await mkdir(draft, { recursive: true });
    const flags = ['--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--no-package-lock'];
    await run('npm', ['install', '--prefix', draft, ...flags, fetched], { cwd: tmpdir() });
    await unpack(draft);
    await rm(folder, { recursive: true, force: true });
    await rename(draft, folder);
  } catch {
    await rm(draft, { recursive: true, force: true });
  }
  return inFolder(folder);
};

const byDebian: Way = async () => {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return null;
  process.stderr.write('browser: installing Debian’s chromium\n');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    await run('apt-get', ['update'], { env });
    await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { env });
  } catch {
    return null;
  }
  return onPath();
};

/** The first of the four ways that gives a browser which starts; one clear error where none does. */
export const findBrowser = async (): Promise<FoundBrowser> => {
  for (const way of [named, onPath, byNpm, byDebian]) {
    const browser = await way();
    if (browser !== null) return browser;
  }
  throw new Error(
    `No Chromium: set LINIYA_CHROMIUM to one, or put chromium on PATH, or let npm reach ${fetched}, or run as root where apt-get can install it.`,
  );
};
