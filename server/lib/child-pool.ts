import { fork, type ChildProcess } from 'node:child_process';

/** Why a job gave no result. `busy`: more were waiting than the pool takes. */
export type ChildFailureReason = 'busy' | 'timeout' | 'crashed' | 'failed' | 'closed';

export class ChildFailure extends Error {
  constructor(
    readonly reason: ChildFailureReason,
    message: string,
  ) {
    super(message);
    this.name = 'ChildFailure';
  }
}

export interface ChildPoolOptions {
  /** A module that calls `serveJobs`. */
  module: URL;
  /** Processes at most; each starts with its first job and then stays. */
  size: number;
  /** A job that takes longer is ended with its process. */
  timeLimitMs: number;
  /** Jobs that may wait for a free process. */
  maxWaiting: number;
  /** Heap of a process in MB; what native code takes is watched by `serveJobs`. */
  heapMb: number;
}

/** Answers cross as structured clones, so buffers stay buffers. */
export type ChildAnswer = { id: number; result: unknown } | { id: number; error: string };

interface Task {
  id: number;
  job: object;
  resolve(result: unknown): void;
  reject(failure: ChildFailure): void;
}

interface Slot {
  child?: ChildProcess;
  task?: Task;
  timer?: NodeJS.Timeout;
}

/** What a process that reads strangers' files needs of the environment: no addresses, no keys. */
const bareEnvironment = (): NodeJS.ProcessEnv => {
  const { PATH, NODE_OPTIONS, NODE_ENV } = process.env;
  const kept = Object.entries({ PATH, NODE_OPTIONS, NODE_ENV }).filter(([, value]) => value);
  return { ...Object.fromEntries(kept), MALLOC_ARENA_MAX: '2' };
};

/**
 * Runs heavy or risky jobs in processes of their own, so that the server's event loop and memory stay out of it. A
 * process that crashes, hangs or outgrows its limits takes one job with it and is replaced at the next.
 */
export class ChildPool<Job extends object, Result> {
  readonly #options: ChildPoolOptions;
  readonly #slots: Slot[];
  #waiting: Task[] = [];
  #lastId = 0;
  #isClosed = false;

  constructor(options: ChildPoolOptions) {
    this.#options = options;
    this.#slots = Array.from({ length: options.size }, () => ({}));
  }

  /** Rejects with `ChildFailure`; never hangs longer than the time limit once the job has started. */
  run(job: Job): Promise<Result> {
    if (this.#isClosed) return Promise.reject(new ChildFailure('closed', 'The pool is closed.'));
    if (this.#waiting.length >= this.#options.maxWaiting) {
      return Promise.reject(new ChildFailure('busy', 'Too many jobs are waiting.'));
    }
    return new Promise<Result>((resolve, reject) => {
      this.#lastId += 1;
      const settle = resolve as (result: unknown) => void;
      this.#waiting.push({ id: this.#lastId, job, resolve: settle, reject });
      this.#pump();
    });
  }

  /** Ends the processes; jobs under way and waiting reject with `closed`. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const task of this.#waiting.splice(0)) {
      task.reject(new ChildFailure('closed', 'The pool is closed.'));
    }
    await Promise.all(this.#slots.map((slot) => this.#end(slot, 'closed')));
  }

  #pump(): void {
    // A process that is already there comes before one that would have to be started.
    const idle = this.#slots.filter((slot) => !slot.task);
    const slot = idle.find(({ child }) => child) ?? idle[0];
    const task = slot && this.#waiting.shift();
    if (!task) return;
    slot.task = task;
    const child = (slot.child ??= this.#start(slot));
    slot.timer = setTimeout(() => void this.#end(slot, 'timeout'), this.#options.timeLimitMs);
    child.send({ id: task.id, job: task.job }, (error) => {
      if (error && slot.child === child) void this.#end(slot, 'crashed');
    });
    this.#pump();
  }

  #start(slot: Slot): ChildProcess {
    const execArgv = process.execArgv.filter((argument) => !argument.startsWith('--inspect'));
    const child = fork(this.#options.module, {
      execArgv: [...execArgv, `--max-old-space-size=${this.#options.heapMb}`],
      env: bareEnvironment(),
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    child.on('message', (answer) => this.#answer(slot, child, answer as ChildAnswer));
    const lose = () => {
      if (slot.child === child) void this.#end(slot, 'crashed');
    };
    child.on('error', lose);
    child.on('exit', lose);
    // A forgotten pool must not keep a finished program alive.
    child.unref();
    child.channel?.unref();
    return child;
  }

  #answer(slot: Slot, child: ChildProcess, answer: ChildAnswer): void {
    const { task } = slot;
    if (slot.child !== child || task?.id !== answer.id) return;
    this.#release(slot);
    if ('error' in answer) task.reject(new ChildFailure('failed', answer.error));
    else task.resolve(answer.result);
    this.#pump();
  }

  #release(slot: Slot): void {
    clearTimeout(slot.timer);
    delete slot.timer;
    delete slot.task;
  }

  async #end(slot: Slot, reason: ChildFailureReason): Promise<void> {
    const { child, task } = slot;
    delete slot.child;
    this.#release(slot);
    task?.reject(new ChildFailure(reason, `The process of the job ended: ${reason}.`));
    if (child && child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((resolve) => child.once('close', resolve));
      child.ref();
      child.kill('SIGKILL');
      await ended;
    }
    if (!this.#isClosed) this.#pump();
  }
}
