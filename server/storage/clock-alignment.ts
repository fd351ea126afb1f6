import type { SystemClock } from '../lib/clock.js';
import type { Database } from './connection.js';

const everyMs = 10_000;
/** An answer that took longer says too little about the moment it was made. */
const slowestAnswerMs = 1_000;

/** Without one answer yet, an inexact one is better than the machine's own clock. */
const firstRetryMs = 500;

/**
 * Moves the clock to the database's at once and every 10 s; while the database is away the last offset stays. `ready`
 * resolves once the clock has been moved, or after `stop`: nothing is promised by a clock that is only the machine's.
 */
export const keepClockAligned = (
  clock: SystemClock,
  database: Pick<Database, 'serverTime'>,
): { ready: Promise<void>; stop(): void } => {
  let isStopped = false;
  let isAligned = false;
  const align = async () => {
    const askedAt = performance.now();
    const databaseNow = await database.serverTime();
    const answeredAt = performance.now();
    if (isStopped || (isAligned && answeredAt - askedAt > slowestAnswerMs)) return;
    clock.align(databaseNow, askedAt, answeredAt);
    isAligned = true;
  };
  const tick = () => align().catch(() => {});
  const begin = async () => {
    await tick();
    while (!isAligned && !isStopped) {
      await new Promise((resolve) => setTimeout(resolve, firstRetryMs));
      await tick();
    }
  };
  const timer = setInterval(() => void tick(), everyMs);
  timer.unref();
  return {
    ready: begin(),
    stop: () => {
      isStopped = true;
      clearInterval(timer);
    },
  };
};
