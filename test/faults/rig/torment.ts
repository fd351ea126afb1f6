import type { History } from './history.js';
import { nextFaults } from './nemesis.js';
import type { Random } from '../../../server/seed/random.js';
import type { Rig } from './rig.js';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
/** A node that does not serve by then does not come back by itself. */
const readyLimitMs = 60_000;

const isReady = async (port: number): Promise<boolean> => {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/readyz`, {
      signal: AbortSignal.timeout(2_000),
    });
    return response.ok;
  } catch {
    return false;
  }
};

const untilReady = async (rig: Rig): Promise<void> => {
  const endsAt = Date.now() + readyLimitMs;
  for (const { port, process } of rig.nodes) {
    while (!(await isReady(port))) {
      if (Date.now() > endsAt) throw new Error(`${process.name} does not serve again.`);
      await pause(50);
    }
  }
};

/** Faults until `endsAt`, each healed again. Answers how long it took from mending until every node served, in ms. */
export const torment = async (
  rig: Rig,
  random: Random,
  history: History,
  endsAt: number,
): Promise<number[]> => {
  const recoveries: number[] = [];
  while (Date.now() < endsAt) {
    const faults = nextFaults(rig, random);
    for (const { name } of faults) history.faults.push({ at: Date.now(), what: name });
    await Promise.all(faults.map(async (fault) => fault.inject()));
    // Some faults are over before anybody notices, others outlast every patience.
    await pause(random.chance(0.2) ? random.between(4_000, 9_000) : random.between(50, 1_500));
    const startedAt = performance.now();
    await Promise.all(faults.map(async (fault) => fault.heal()));
    await untilReady(rig);
    recoveries.push(performance.now() - startedAt);
    await pause(random.between(100, 1_500));
  }
  return recoveries;
};
