import { setImmediate } from 'node:timers/promises';

/** For long rows of small steps: once in so many of them everything else has its turn. */
export const breatheEvery = (steps: number): (() => Promise<void>) => {
  let taken = 0;
  return async () => {
    taken += 1;
    if (taken % steps === 0) await setImmediate();
  };
};
