import { limits } from '../../shared/limits.js';
import type { Clock } from '../lib/clock.js';
import type { Logger } from '../lib/logger.js';

/** Work that the clock asks for. */
export interface Job {
  name: string;
  everyMs: number;
  run(): Promise<void> | void;
}

/** How often stored deadlines are looked at: a promise is at most this late, and the aim is two seconds. */
export const deadlineEveryMs = 500;
export const presenceEveryMs = 1_000;
export const liveEveryMs = 1_000;
export const pingEveryMs = limits.presence.pingMs;
/** A second less than what is promised: the telling, the client's question and its answer take their time as well. */
export const beaconEveryMs = limits.transport.beaconMs - 1_000;
export const slowReadersEveryMs = 1_000;
/** A revocation by another process reaches sockets of this one within twice this: half a minute at most. */
export const endedFamiliesEveryMs = 12_000;
export const sweepEveryMs = limits.queue.sweepMs;
export const orphansEveryMs = 5 * 60_000;
export const expiredEveryMs = 60 * 60_000;

/** Runs each job again and again, never twice at once; `runDue` runs all of them now, for tests with their own clock. */
export const createJobs = (jobs: Job[], clock: Clock, logger: Logger) => {
  const timers = new Map<string, { cancel(): void }>();
  const running = new Set<Promise<void>>();
  let isClosed = false;

  const runOne = async (job: Job): Promise<void> => {
    try {
      await job.run();
    } catch (error) {
      logger.error({ event: 'job.failed', reason: job.name, error });
    }
  };

  const plan = (job: Job): void => {
    if (isClosed) return;
    const timer = clock.schedule(job.everyMs, () => {
      const run = runOne(job);
      running.add(run);
      void run.finally(() => {
        running.delete(run);
        plan(job);
      });
    });
    timers.set(job.name, timer);
  };

  return {
    start(): void {
      for (const job of jobs) plan(job);
    },
    async runDue(): Promise<void> {
      for (const job of jobs) await runOne(job);
    },
    async close(): Promise<void> {
      isClosed = true;
      for (const timer of timers.values()) timer.cancel();
      await Promise.all(running);
    },
  };
};
