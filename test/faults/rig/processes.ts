import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

interface Program {
  name: string;
  path: string;
  arguments: string[];
  env?: Record<string, string>;
  /** A printed line that contains this means it serves. */
  readyLine: string;
  /** Everything it prints is kept there. */
  logFolder: string;
}

const readyLimitMs = 60_000;

/** One real process of the rig: started, killed without a word, frozen, started again. */
export class RigProcess {
  readonly name: string;
  readonly #program: Program;
  #child: ChildProcess | null = null;
  starts = 0;
  /** Lines in which it called for somebody to act. */
  readonly alarms: string[] = [];

  constructor(program: Program) {
    this.name = program.name;
    this.#program = program;
  }

  get isRunning(): boolean {
    return this.#child !== null;
  }

  /** Resolves when it serves. Where it ends before, it is started again, as whatever keeps services running would. */
  async start(): Promise<void> {
    const endsAt = Date.now() + readyLimitMs;
    while (!(await this.#tryToStart())) {
      if (Date.now() > endsAt) throw new Error(`${this.name} does not start; see its log.`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  async #tryToStart(): Promise<boolean> {
    const { name, path, arguments: given, env = {}, readyLine, logFolder } = this.#program;
    const child = spawn(path, given, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    });
    this.#child = child;
    this.starts += 1;
    const log = createWriteStream(join(logFolder, `${name}.log`), { flags: 'a' });
    log.write(`--- start ${this.starts} at ${new Date().toISOString()}\n`);
    const ended = once(child, 'exit').then(() => {
      if (this.#child === child) this.#child = null;
      return false;
    });
    const ready = new Promise<boolean>((resolve) => {
      for (const stream of [child.stdout, child.stderr]) {
        createInterface(stream).on('line', (line) => {
          log.write(`${line}\n`);
          if (line.includes(' ERROR ')) this.alarms.push(line);
          if (line.includes(readyLine)) resolve(true);
        });
      }
    });
    return Promise.race([ready, ended]);
  }

  freeze(): void {
    this.#child?.kill('SIGSTOP');
  }

  thaw(): void {
    this.#child?.kill('SIGCONT');
  }

  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** In good order. Answers the exit code. */
  async stop(): Promise<number | null> {
    this.thaw();
    return this.#end('SIGTERM');
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return null;
    const ended = once(child, 'exit');
    child.kill(signal);
    if (signal === 'SIGKILL') child.kill('SIGCONT');
    const [code] = (await ended) as [number | null];
    return code;
  }
}
