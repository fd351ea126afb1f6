import type { GroundNode } from '../rig/ground.js';
import type { Rig } from '../rig/rig.js';
import { checkCrowd } from './check-crowd.js';
import { Crowd } from './crowd.js';
import type { Figure } from './figure.js';

const citizens = 1_000;
const wordsEveryMs = 20_000;
const patienceMs = 60_000;
/** In sync for so long: nobody is on the way out any more. */
const steadyMs = 3_000;
/** The beacon brings what a tab has missed while it synced. */
const settleMs = 16_000;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const restartWays: [name: string, restart: (node: GroundNode) => Promise<void>][] = [
  [
    'SIGTERM',
    async ({ process: node }) => {
      await node.stop();
      await node.start();
    },
  ],
  [
    'kill -9',
    async ({ process: node }) => {
      await node.kill();
      await node.start();
    },
  ],
];

/** From the signal until every device that lost its connection is joined and synced again. */
const untilInSync = async (crowd: Crowd, startedAt: number): Promise<number> => {
  let steadySince = Date.now();
  while (Date.now() - startedAt < patienceMs) {
    const { cut, devices, inSync } = await crowd.status();
    if (inSync < devices || cut === 0) steadySince = Date.now();
    if (Date.now() - steadySince >= steadyMs) break;
    await pause(200);
  }
  const { devices, inSync, lastInSyncAt } = await crowd.status();
  return inSync === devices ? lastInSyncAt - startedAt : Number.NaN;
};

/** One of three nodes restarts under 2,000 devices that go on writing; in order first, then without a word. */
export const measureRestarts = async (rig: Rig): Promise<Figure[]> => {
  const crowd = new Crowd(citizens);
  try {
    await crowd.open(rig.nodes.map(({ port }) => port));
    await crowd.talk(wordsEveryMs);
    await pause(3_000);
    const figures: Figure[] = [];
    for (const [index, [name, restart]] of restartWays.entries()) {
      const node = rig.nodes[index];
      if (!node) throw new Error('A rig without nodes.');
      await crowd.mark();
      const startedAt = Date.now();
      const restarting = restart(node);
      const ms = await untilInSync(crowd, startedAt);
      await restarting;
      const { cut, devices } = await crowd.status();
      figures.push({
        ...{ what: `${devices} devices in sync after ${name} of one node of three`, ms },
        ...{ aimMs: 30_000, note: `${cut} had lost their connection`, problems: [] },
      });
    }
    await crowd.quiet();
    await pause(settleMs);
    const { problems, screens, sends } = await checkCrowd(rig, crowd);
    const checked = `${sends} words over both restarts and ${screens} screens checked, ${problems.length} wrong`;
    return figures.map((figure) => ({ ...figure, note: `${figure.note}; ${checked}`, problems }));
  } finally {
    await crowd.close();
  }
};
