import type { SystemClock } from '../lib/clock.js';
import type { Database } from './connection.js';

const everyMs = 10_000;
/** An answer that took longer says too little about the moment it was made. */
const slowestAnswerMs = 1_000;

/**
 * Moves the clock to the database's at once and every 10 s; while the database is away the last offset stays. `ready`
 * resolves after the first try, whatever came of it.
 */
export const keepClockAligned = (
  clock: SystemClock,
  database: Pick<Database, 'serverTime'>,
): { ready: Promise<void>; stop(): void } => {
  let isStopped = false;
  const align = async () => {
    const askedAt = performance.now();
    const databaseNow = await database.serverTime();
    const answeredAt = performance.now();
    if (!isStopped && answeredAt - askedAt <= slowestAnswerMs)
      clock.align(databaseNow, askedAt, answeredAt);
  };
  const tick = () => align().catch(() => {});
  const timer = setInterval(() => void tick(), everyMs);
  timer.unref();
  return {
    ready: tick(),
    stop: () => {
      isStopped = true;
      clearInterval(timer);
    },
  };
};
