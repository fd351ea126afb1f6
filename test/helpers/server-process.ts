import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectRoot } from '../../server/lib/project-root.js';
import { readLock } from '../../server/storage/embedded-database/folder-lock.js';
import { findRunningDatabase } from '../../server/storage/embedded-database/running-database.js';
import { isRunning } from '../../server/storage/embedded-database/process-identity.js';

/**
 * `liniya start` as a process of its own with a database of its own, on one port and one folder through all its
 * starts: what a machine does when it is switched off and on.
 */
export class ServerProcess {
  readonly #folder: string;
  readonly #env: Record<string, string>;
  #child: ChildProcess | null = null;
  port = 0;

  private constructor(folder: string, env: Record<string, string>) {
    this.#folder = folder;
    this.#env = env;
  }

  static async start(env: Record<string, string> = {}): Promise<ServerProcess> {
    const folder = await mkdtemp(join(tmpdir(), 'liniya-process-'));
    const server = new ServerProcess(folder, env);
    await server.start();
    return server;
  }

  get address(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Resolves when it serves. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, ['bin/liniya.js', 'start'], {
      cwd: projectRoot,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        ...{ LINIYA_DEMO: 'true', LINIYA_SIMULATION: 'false', LINIYA_LOG: 'warn' },
        ...{ LINIYA_DATA: this.#folder, PORT: String(this.port), ...this.#env },
        MONGODB_URI: '',
      },
    });
    this.#child = child;
    const lines: string[] = [];
    this.port = await new Promise<number>((resolve, reject) => {
      child.once('exit', () => reject(new Error(`It did not start:\n${lines.join('\n')}`)));
      for (const stream of [child.stdout, child.stderr]) {
        createInterface(stream).on('line', (line) => {
          lines.push(line);
          const found = /Demo\s+http:\/\/127\.0\.0\.1:(\d+)\//.exec(line);
          if (found) resolve(Number(found[1]));
        });
      }
    });
  }

  /** The database's process, as the folder's lock names it. */
  async findDatabase(): Promise<{ pid: number; isRunning: () => boolean }> {
    const database = (await readLock(this.#folder))?.database;
    if (!database) throw new Error('No database has been noted.');
    return { pid: database.pid, isRunning: () => isRunning(database) };
  }

  async findUri(): Promise<string> {
    const running = await findRunningDatabase(this.#folder);
    if (!running) throw new Error('No database runs.');
    return running.uri;
  }

  /** As a power cut would: neither the server nor its database learns of it. */
  async cutPower(): Promise<void> {
    const database = await this.findDatabase();
    const ended = this.#ended();
    this.#child?.kill('SIGKILL');
    process.kill(database.pid, 'SIGKILL');
    await ended;
  }

  /** In good order; answers the exit code. */
  async terminate(): Promise<number | null> {
    const ended = this.#ended();
    this.#child?.kill('SIGTERM');
    return ended;
  }

  async close(): Promise<void> {
    if (this.#child?.exitCode === null && this.#child.signalCode === null) await this.terminate();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #ended(): Promise<number | null> {
    const child = this.#child;
    if (!child) return null;
    const [code] = (await once(child, 'exit')) as [number | null];
    return code;
  }
}
