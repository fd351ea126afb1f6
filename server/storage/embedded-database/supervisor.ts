import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Logger } from '../../lib/logger.js';
import type { Engine } from './engine.js';
import { OutputTail } from './output-tail.js';
import { identifyProcess, type ProcessIdentity } from './process-identity.js';

interface SupervisorOptions {
  engine: Engine;
  binaryPath: string;
  storagePath: string;
  port: number;
  logger: Logger;
  /** Called with every process that is started, before it is ready. */
  onSpawn(process: ProcessIdentity): Promise<void>;
}

const readyLimitMs = 60_000;
const killAfterMs = 15_000;
/** A process that ran this long before it ended starts the row of delays anew. */
const steadyAfterMs = 60_000;

/** The pause before the n-th start in a row, counted from 0: 100 ms doubling up to 10 s. */
export const restartDelayMs = (failuresInRow: number): number =>
  Math.min(100 * 2 ** failuresInRow, 10_000);

/**
 * One database process that is kept alive: started, watched, started again on the same port with backoff when it ends
 * by itself, stopped with SIGTERM. It has a process group of its own, so that Ctrl+C reaches the server first.
 */
export class Supervisor {
  readonly #options: SupervisorOptions;
  #child: ChildProcess | null = null;
  #exited: Promise<void> = Promise.resolve();
  #isStopping = false;
  #failuresInRow = 0;
  #restartTimer: NodeJS.Timeout | null = null;
  readonly #killOnExit = () => this.#child?.kill('SIGTERM');

  constructor(options: SupervisorOptions) {
    this.#options = options;
  }

  /** Resolves when the database is ready. Throws with its last lines where it ends before. */
  async start(): Promise<void> {
    process.once('exit', this.#killOnExit);
    try {
      await this.#launch();
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /** SIGTERM, and SIGKILL after 15 s. Resolves when the process is gone. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    process.removeListener('exit', this.#killOnExit);
    if (this.#restartTimer) clearTimeout(this.#restartTimer);
    const child = this.#child;
    if (!child) return;
    child.kill('SIGTERM');
    const kill = setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    await this.#exited;
    clearTimeout(kill);
  }

  async #launch(): Promise<void> {
    const { engine, binaryPath, storagePath, port } = this.#options;
    const child = spawn(binaryPath, engine.arguments({ port, storagePath }), {
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    const startedAt = performance.now();
    const output = new OutputTail();
    createInterface(child.stdout).on('line', (line) => output.add(line));
    createInterface(child.stderr).on('line', (line) => output.add(line));
    this.#child = child;

    const ended = new Promise<Error>((resolve) => {
      child.once('error', (error) => resolve(error));
      // 'close' and not 'exit': by then the last lines have been read.
      child.once('close', (code, signal) =>
        resolve(new Error(`it ended (${signal ?? `code ${code ?? '?'}`}). ${output.summary()}`)),
      );
    });
    let isReady = false;
    this.#exited = ended.then((cause) => {
      this.#child = null;
      output.close(cause);
      if (isReady) this.#restartLater(cause, startedAt);
    });

    const identity = child.pid === undefined ? null : identifyProcess(child.pid);
    if (identity) await this.#options.onSpawn(identity);
    await this.#race(
      engine.waitUntilReady({ port, waitForLine: (text) => output.waitFor(text) }),
      ended,
    );
    isReady = true;
    // It may have ended in the very instant it was ready, before anybody looked.
    if (this.#child !== child) this.#restartLater(await ended, startedAt);
  }

  async #race(ready: Promise<void>, ended: Promise<Error>): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Error>((resolve) => {
      timer = setTimeout(() => resolve(new Error('it was not ready after 60 s')), readyLimitMs);
    });
    try {
      const failure = await Promise.race([ready, ended, late]);
      if (failure) throw failure;
    } finally {
      clearTimeout(timer);
    }
  }

  #restartLater(cause: Error, startedAt: number): void {
    if (this.#isStopping) return;
    const { engine, logger, port } = this.#options;
    if (performance.now() - startedAt > steadyAfterMs) this.#failuresInRow = 0;
    const delayMs = restartDelayMs(this.#failuresInRow++);
    logger.error({
      event: 'database.crashed',
      engine: engine.name,
      port,
      reason: cause.message,
      durationMs: delayMs,
    });
    this.#restartTimer = setTimeout(() => void this.#restart(startedAt), delayMs);
  }

  async #restart(formerStart: number): Promise<void> {
    const { engine, logger, port } = this.#options;
    try {
      await this.#launch();
      logger.warn({ event: 'database.restarted', engine: engine.name, port });
    } catch (error) {
      // Not ready in time: end it, so that the next try finds the port and the folder free.
      this.#child?.kill('SIGKILL');
      await this.#exited;
      this.#restartLater(error as Error, formerStart);
    }
  }
}
