import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startRig, type Rig } from './rig/rig.js';
import { describeFigure, listFailures, type Figure } from './scale/figure.js';
import { measureLostTail } from './scale/lost-tail.js';
import { measureRestarts } from './scale/node-restart.js';
import { measureResume } from './scale/resume.js';
import { measureTimers } from './scale/timers.js';
import { measureVanished } from './scale/vanished.js';

const measures: Record<string, (rig: Rig, folder: string) => Promise<Figure[]>> = {
  resume: async (rig) => [await measureResume(rig)],
  tail: async (rig) => [await measureLostTail(rig)],
  vanished: async (rig, folder) => [await measureVanished(rig, folder)],
  restart: measureRestarts,
  timers: measureTimers,
};

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const wanted = values.only?.split(',') ?? Object.keys(measures);
const print = (line: string): void => void process.stdout.write(`${line}\n`);

const limitMs = 180_000;
const tooLong = (name: string): Promise<never> =>
  new Promise((_resolve, reject) => {
    setTimeout(() => reject(new Error(`${name} took over ${limitMs / 1_000} s.`)), limitMs).unref();
  });

const folder = await mkdtemp(join(tmpdir(), 'liniya-scale-'));
print(`scale: ${wanted.join(', ')}; three nodes on SecantusDB and Redis; logs in ${folder}`);
const rig = await startRig(folder, { mayBeMongod: false });
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void rig.close().finally(() => process.exit(1)));
}
const failures: string[] = [];
try {
  for (const name of wanted) {
    const measure = measures[name];
    if (!measure) throw new Error(`No such measure: ${name}.`);
    const figures = await Promise.race([measure(rig, folder), tooLong(name)]);
    for (const figure of figures) {
      print(describeFigure(figure));
      failures.push(...listFailures(figure));
    }
  }
} catch (error) {
  failures.push(`the run broke: ${error instanceof Error ? (error.stack ?? '') : String(error)}`);
} finally {
  await rig.close();
}
for (const failure of failures) print(`PROBLEM ${failure}`);
if (failures.length === 0) await rm(folder, { recursive: true, force: true });
process.exit(failures.length > 0 ? 1 : 0);
