import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { StaffActor } from '../../server/features/auth/actor.js';
import type { SessionEvent } from '../../server/features/session-log/session-event.js';
import { silentLogger } from '../../server/lib/logger.js';
import { connectDatabase } from '../../server/storage/connection.js';
import { checkHistory, type Stored } from './rig/checker.js';
import { tailMs, type History } from './rig/history.js';
import { createCitizen, createOperator, type Player } from './rig/people.js';
import { Random } from '../../server/seed/random.js';
import { describeRun } from './rig/report.js';
import { startRig, type Rig } from './rig/rig.js';
import { torment } from './rig/torment.js';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '2' },
    seed: { type: 'string', default: String(Date.now() % 100_000) },
    citizens: { type: 'string', default: '20' },
    calm: { type: 'boolean', default: false },
    /** Not the replica set that a `mongod` of this machine would make. */
    secantus: { type: 'boolean', default: false },
  },
});
const seed = Number(values.seed);
const random = new Random(seed);
const print = (line: string): void => void process.stdout.write(`${line}\n`);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const patienceMs = 90_000;

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

const folder = await mkdtemp(join(tmpdir(), 'liniya-faults-'));
print(`seed ${seed}, ${values.minutes} minutes; logs in ${folder}`);
const rig = await startRig(folder, { mayBeMongod: !values.secantus });
print(`three nodes, ${rig.engine}, Redis`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void rig.close().finally(() => process.exit(1)));
}
const history: History = { seed, sends: [], screens: [], faults: [] };
const problems: string[] = [];
try {
  const citizens: Player[] = [];
  for (let index = 0; index < Number(values.citizens); index += 1) {
    citizens.push(await createCitizen(await rig.openDoor(), new Random(seed * 1_000 + index)));
  }
  const staff: Player[] = [];
  for (const member of rig.staff.filter(({ role }) => role !== 'supervisor')) {
    const own = new Random(seed * 2_000 + staff.length);
    staff.push(createOperator(await rig.openDoor(), member, own));
  }
  const players = [...citizens, ...staff];
  const playing = players.map((player) => player.play());
  await pause(3_000);
  const endsAt = Date.now() + Number(values.minutes) * 60_000;
  const recoveries = values.calm
    ? (await pause(endsAt - Date.now()), [])
    : await torment(rig, random, history, endsAt);

  print('all is well again; everybody says what is left to say');
  for (const { person } of players) person.isStopping = true;
  const isDone = await Promise.race([
    Promise.all(playing).then(() => true),
    pause(patienceMs).then(() => false),
  ]);
  if (!isDone) {
    problems.push(`not everything was answered ${patienceMs / 1_000} s after the last fault`);
  }
  await pause(tailMs);
  for (const { person } of players) history.screens.push(...person.look());
  for (const { person } of players) history.sends.push(...person.sends);
  const stored = await readStored(rig);
  for (const player of players) player.leave();
  problems.push(...checkHistory(history, stored));
  for (const { process: node } of rig.nodes) {
    problems.push(...node.alarms.map((line) => `alarm of ${node.name}: ${line}`));
  }
  for (const line of describeRun({ history, stored, recoveries, problems })) print(line);
} catch (error) {
  const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
  problems.push(`the run broke: ${what}`);
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
