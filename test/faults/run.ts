import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { StaffActor } from '../../server/features/auth/actor.js';
import type { SessionEvent } from '../../server/features/session-log/session-event.js';
import { silentLogger } from '../../server/lib/logger.js';
import { connectDatabase } from '../../server/storage/connection.js';
import { checkHistory, type Stored } from './rig/checker.js';
import type { History } from './rig/history.js';
import { nextFault } from './rig/nemesis.js';
import { createCitizen, createOperator, type Player } from './rig/people.js';
import { Random } from './rig/random.js';
import { startRig, type Rig } from './rig/rig.js';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '2' },
    seed: { type: 'string', default: String(Date.now() % 100_000) },
    citizens: { type: 'string', default: '20' },
    calm: { type: 'boolean', default: false },
  },
});
const seed = Number(values.seed);
const random = new Random(seed);
const print = (line: string): void => void process.stdout.write(`${line}\n`);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const quietMs = 4_000;
const patienceMs = 90_000;

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

const untilReady = async (rig: Rig): Promise<number> => {
  const startedAt = performance.now();
  for (const { port } of rig.nodes) while (!(await isReady(port))) await pause(100);
  return performance.now() - startedAt;
};

/** One fault after the other, each healed again; answers how long everything took to serve after each. */
const torment = async (rig: Rig, history: History, endsAt: number): Promise<number[]> => {
  const recoveries: number[] = [];
  while (Date.now() < endsAt) {
    const fault = nextFault(rig, random);
    history.faults.push({ at: Date.now(), what: fault.name });
    await fault.inject();
    await pause(random.between(200, 5_000));
    await fault.heal();
    recoveries.push(await untilReady(rig));
    await pause(random.between(200, 2_000));
  }
  return recoveries;
};

const readStored = async (rig: Rig): Promise<Stored> => {
  const database = await connectDatabase(rig.databaseUri, silentLogger);
  const events = database.connection.collection<SessionEvent>('sessionEvents');
  const seats = database.connection.collection<Stored['seats'][number]>('seats');
  const stored = {
    events: (await events.find().toArray()) as SessionEvent[],
    seats: await seats.find().toArray(),
    capacities: new Map(rig.staff.map(({ operatorId, capacity }) => [operatorId, capacity])),
    staff: new Map(
      rig.staff.map(({ operatorId, login, role, poolIds }): [string, StaffActor] => [
        operatorId,
        {
          ...{ kind: 'staff', operatorId, name: login, role, poolIds },
          ...{ familyId: '', tokenExpiresAt: new Date() },
        },
      ]),
    ),
  };
  await database.close();
  return stored;
};

const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

const folder = await mkdtemp(join(tmpdir(), 'liniya-faults-'));
print(`seed ${seed}, ${values.minutes} minutes; logs in ${folder}`);
const rig = await startRig(folder);
const history: History = { seed, sends: [], screens: [], faults: [] };
let problems: string[] = [];
try {
  const citizens: Player[] = [];
  for (let index = 0; index < Number(values.citizens); index += 1) {
    citizens.push(await createCitizen(rig.address, new Random(seed * 1_000 + index)));
  }
  const staff = rig.staff
    .filter(({ role }) => role !== 'supervisor')
    .map((member, index) => createOperator(rig.address, member, new Random(seed * 2_000 + index)));
  const players = [...citizens, ...staff];
  const playing = players.map((player) => player.play());
  await pause(3_000);
  const endsAt = Date.now() + Number(values.minutes) * 60_000;
  const recoveries = values.calm
    ? (await pause(endsAt - Date.now()), [])
    : await torment(rig, history, endsAt);

  print('all is well again; everybody says what is left to say');
  for (const { person } of players) person.isStopping = true;
  const isDone = await Promise.race([
    Promise.all(playing).then(() => true),
    pause(patienceMs).then(() => false),
  ]);
  if (!isDone)
    problems.push(`not everything was answered ${patienceMs / 1_000} s after the last fault`);
  await pause(quietMs);
  for (const { person } of players) history.screens.push(...(await person.finish()));
  for (const { person } of players) person.close();
  for (const { person } of players) history.sends.push(...person.sends);
  await pause(quietMs);
  const stored = await readStored(rig);
  problems.push(...checkHistory(history, stored));

  const count = (outcome: string) =>
    history.sends.filter((send) => send.outcome === outcome).length;
  const kinds = new Map<string, number>();
  for (const { what } of history.faults) {
    const kind = what.replace(/ node-\d/, '');
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  const sorted = recoveries.sort((one, other) => one - other);
  print(`faults ${history.faults.length}: ${[...kinds].map((pair) => pair.join(' ')).join(', ')}`);
  print(
    `sends ${history.sends.length}: ok ${count('ok')}, refused ${count('failed')}, unknown ${count('unknown')}`,
  );
  print(`stored ${stored.events.length} events; ${history.screens.length} screens compared`);
  const ms = (share: number) => `${Math.round(percentile(sorted, share))} ms`;
  print(`every node serves again after a fault: p50 ${ms(0.5)}, p95 ${ms(0.95)}, worst ${ms(1)}`);
  const lost = problems.filter((line) => line.startsWith('lost')).length;
  const doubled = problems.filter((line) => line.startsWith('doubled')).length;
  print(`lost ${lost}, doubled ${doubled}, other problems ${problems.length - lost - doubled}`);
} catch (error) {
  problems = [
    ...problems,
    `the run broke: ${error instanceof Error ? (error.stack ?? '') : String(error)}`,
  ];
} finally {
  await rig.close();
}
for (const problem of problems.slice(0, 40)) print(`PROBLEM ${problem}`);
if (problems.length > 0) {
  await writeFile(join(folder, 'history.json'), JSON.stringify(history));
  print(`the history is kept in ${folder}; run again with --seed ${seed}`);
} else {
  await rm(folder, { recursive: true, force: true });
}
process.exit(problems.length > 0 ? 1 : 0);
