import { setPriority } from 'node:os';
import type { ChildAnswer } from './child-pool.js';

export interface ServeOptions {
  /** Resident memory in bytes, native code included, at which the process ends itself. */
  maxMemoryBytes: number;
}

/** How often memory is looked at while a job runs. */
const memoryCheckMs = 25;
/** Behind everything that answers people: relay beside image work measured 2–3 × slower so, 10–16 × otherwise. */
const niceness = 15;

/**
 * The other end of `ChildPool`: answers each job with what `handle` returns. The process is niced, ends itself over
 * its memory limit, and ends with its parent.
 */
export const serveJobs = (
  options: ServeOptions,
  handle: (job: never) => Promise<unknown>,
): void => {
  setPriority(niceness);
  const answer = (message: ChildAnswer) => process.send?.(message);
  const checkMemory = () => {
    if (process.memoryUsage.rss() > options.maxMemoryBytes) process.kill(process.pid, 'SIGKILL');
  };
  process.on('disconnect', () => process.exit(0));
  process.on('message', (message) => {
    const { id, job } = message as { id: number; job: never };
    const watch = setInterval(checkMemory, memoryCheckMs);
    void handle(job)
      .then(
        (result) => answer({ id, result }),
        (error: unknown) => answer({ id, error: error instanceof Error ? error.message : 'error' }),
      )
      .finally(() => clearInterval(watch));
  });
};
