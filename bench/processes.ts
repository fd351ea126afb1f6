import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { findRunningDatabase } from '../server/storage/embedded-database/running-database.js';

const start = async (
  parts: readonly string[],
  env: Record<string, string>,
  readyLine: RegExp,
): Promise<{ child: ChildProcess; found: RegExpExecArray }> => {
  const child = spawn(process.execPath, parts, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  const found = await new Promise<RegExpExecArray>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${parts.join(' ')} ended (${String(code)}).`)));
    createInterface(child.stdout).on('line', (line) => {
      const match = readyLine.exec(line);
      if (match) resolve(match);
    });
  });
  child.removeAllListeners('exit');
  // A bench that fails in the middle leaves nothing running.
  process.once('exit', () => child.kill('SIGTERM'));
  return { child, found };
};

const stop = async (child: ChildProcess): Promise<void> => {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
};

export interface BenchServer {
  port: number;
  pid: number;
  databaseUri: string;
  engine: string;
  stop(): Promise<void>;
}

/**
 * `liniya start` as it is run, with a demo world, in a folder of its own; nobody acts by themselves. `prepare` may put
 * something into the folder before.
 */
export const startServer = async (
  prepare: (folder: string) => Promise<void> = () => Promise.resolve(),
): Promise<BenchServer> => {
  const folder = await mkdtemp(join(tmpdir(), 'liniya-bench-'));
  await prepare(folder);
  const env = {
    ...{ LINIYA_DATA: folder, LINIYA_SIMULATION: 'false', LINIYA_LOG: 'warn', PORT: '0' },
    // Each citizen of the bench comes from an address of their own, as they do behind a proxy.
    LINIYA_TRUSTED_PROXIES: '127.0.0.1',
  };
  const { child, found } = await start(['bin/liniya.js', 'start'], env, /Demo\s+http:.*:(\d+)\//);
  const database = await findRunningDatabase(folder);
  if (!database) throw new Error('The server has no database of its own: unset MONGODB_URI.');
  return {
    port: Number(found[1]),
    pid: child.pid ?? 0,
    databaseUri: database.uri,
    engine: database.engine,
    async stop() {
      await stop(child);
      await rm(folder, { recursive: true, force: true });
    },
  };
};

export const startRelay = async (): Promise<{ port: number; stop(): Promise<void> }> => {
  const { child, found } = await start(['--import=tsx', 'bench/relay.ts'], {}, /^ready (\d+)$/);
  return { port: Number(found[1]), stop: () => stop(child) };
};

/** Floods of one guest after the other, and how long each had before it was cut, in ms. */
export const startFlooder = async (
  port: number,
): Promise<{ cutsMs: number[]; stop(): Promise<void> }> => {
  const env = { BENCH_PORT: String(port) };
  const { child } = await start(['--import=tsx', 'bench/flooder.ts'], env, /^ready/);
  const cutsMs: number[] = [];
  if (child.stdout)
    createInterface(child.stdout).on('line', (line) => {
      if (line.startsWith('cut ')) cutsMs.push(Number(line.slice(4)));
    });
  return { cutsMs, stop: () => stop(child) };
};
