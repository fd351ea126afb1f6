import { build } from 'esbuild';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { silentLogger } from '../../../server/lib/logger.js';
import { connectDatabase } from '../../../server/storage/connection.js';
import { checkHistory } from '../rig/checker.js';
import { balance, prepareNode, startGround, type GroundNode } from '../rig/ground.js';
import type { History } from '../rig/history.js';
import { Random } from '../../../server/seed/random.js';
import { ChatClient } from './chat-client.js';
import { KeptProcess } from './kept-process.js';
import { nextFault, type Victims } from './nemesis.js';
import type { BaselineMessage } from './protocol.js';
import { describeBaseline } from './report.js';
import { readAsLog } from './stored-as-log.js';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '2' },
    seed: { type: 'string', default: String(Date.now() % 100_000) },
    citizens: { type: 'string', default: '20' },
    operators: { type: 'string', default: '8' },
    nodes: { type: 'string', default: '3' },
    calm: { type: 'boolean', default: false },
  },
});
const seed = Number(values.seed);
const nodeCount = Number(values.nodes);
const print = (line: string): void => void process.stdout.write(`${line}\n`);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const patienceMs = 90_000;
/** As long as the rig gives a tail to be seen. */
const tailMs = 30_000;
const serverFile = 'dist/test/baseline-server.js';

const isReady = async ({ port }: GroundNode): Promise<boolean> => {
  try {
    const signal = AbortSignal.timeout(2_000);
    return (await fetch(`http://127.0.0.1:${port}/`, { signal })).ok;
  } catch {
    return false;
  }
};

/** One fault after the other until `endsAt`, each healed again. */
const torment = async (victims: Victims, history: History, endsAt: number): Promise<void> => {
  const random = new Random(seed);
  while (Date.now() < endsAt) {
    const fault = nextFault(victims, random);
    history.faults.push({ at: Date.now(), what: fault.name });
    await fault.inject();
    await pause(random.chance(0.2) ? random.between(4_000, 9_000) : random.between(50, 1_500));
    await fault.heal();
    for (const node of victims.nodes) while (!(await isReady(node))) await pause(50);
    await pause(random.between(100, 1_500));
  }
};

/** Writes at the rig's rate; a citizen does not wait for the answer, an operator does. */
const play = async (client: ChatClient, random: Random, isCitizen: boolean): Promise<void> => {
  for (let words = 0; !isStopping; words += 1) {
    const word = client.say(random.pick(client.rooms), `слово ${words}`);
    if (!isCitizen) await word;
    await pause(isCitizen ? random.between(250, 700) : random.between(200, 600));
  }
};

let isStopping = false;
const folder = await mkdtemp(join(tmpdir(), 'liniya-baseline-'));
print(`baseline: seed ${seed}, ${values.minutes} minutes, ${nodeCount} nodes; logs in ${folder}`);
await build({
  ...{ entryPoints: ['test/faults/baseline/server.ts'], outfile: serverFile },
  ...{ bundle: true, packages: 'external', platform: 'node', format: 'esm', target: 'node20' },
});
const ground = await startGround(folder, { mayBeMongod: false });
const kept: KeptProcess[] = [];
const nodes: GroundNode[] = [];
const clients: ChatClient[] = [];
let balancer: Awaited<ReturnType<typeof balance>> | null = null;

const close = async (): Promise<void> => {
  for (const client of clients) client.close();
  await balancer?.close();
  for (const node of kept) await node.close();
  for (const node of nodes) {
    for (const proxy of [node.clients, node.database, node.redis]) await proxy.close();
  }
  await ground.close();
};
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void close().finally(() => process.exit(1)));
}

try {
  for (let index = 0; index < nodeCount; index += 1) {
    const node = await prepareNode(ground, {
      ...{ name: `node-${index}`, arguments: [serverFile], readyLine: 'baseline is ready' },
      env: nodeCount === 1 ? { BASELINE_ALONE: 'true' } : {},
      create: (program) => {
        const process_ = new KeptProcess(program);
        kept.push(process_);
        return process_;
      },
    });
    nodes.push(node);
    await node.process.start();
  }
  balancer = await balance(nodes);
  const address = `http://127.0.0.1:${balancer.port}`;
  const rooms = Array.from({ length: Number(values.citizens) }, (_, index) => `room-${index}`);
  const operatorCount = Number(values.operators);
  const citizens = rooms.map((room, index) => new ChatClient(address, `citizen-${index}`, [room]));
  const operators = Array.from({ length: operatorCount }, (_, turn) => {
    const own = rooms.filter((_room, index) => index % operatorCount === turn);
    return new ChatClient(address, `operator-${turn}`, own);
  });
  clients.push(...citizens, ...operators);
  const playing = clients.map((client, index) =>
    play(client, new Random(seed * 1_000 + index), index < citizens.length),
  );
  await pause(3_000);

  const history: History = { seed, sends: [], screens: [], faults: [] };
  const endsAt = Date.now() + Number(values.minutes) * 60_000;
  const victims = {
    ...{ nodes, database: ground.database },
    ...(nodeCount === 1 ? {} : { redis: ground.redis }),
  };
  await (values.calm ? pause(endsAt - Date.now()) : torment(victims, history, endsAt));
  print('all is well again; what is left to say is answered or given up');
  isStopping = true;
  const giveUpAt = Date.now() + patienceMs;
  while (!clients.every(({ isDone }) => isDone) && Date.now() < giveUpAt) await pause(200);
  await Promise.race([Promise.all(playing), pause(1_000)]);
  // More than the tutorial does: everybody reads once more what was stored after the last they saw.
  for (const client of clients) client.reconnect();
  await pause(tailMs);

  const database = await connectDatabase(ground.databaseUri, silentLogger);
  const messages = await database.connection
    .collection<BaselineMessage>('messages')
    .find()
    .toArray();
  await database.close();
  for (const { author, screens, sends } of clients) {
    history.sends.push(...sends);
    for (const [room, ids] of screens) {
      history.screens.push({
        ...{ sessionId: room, personId: author, eventIds: ids.map(String) },
        ...{ takenAt: Date.now(), lagsMs: [] },
      });
    }
  }
  const stored = readAsLog(messages);
  const problems = checkHistory(history, stored);
  const ownEnds = kept.reduce((sum, node) => sum + node.ownEnds, 0);
  for (const line of describeBaseline({ history, stored, problems, ownEnds })) print(line);
} catch (error) {
  print(`the run broke: ${error instanceof Error ? (error.stack ?? '') : String(error)}`);
  process.exitCode = 1;
} finally {
  await close();
  if (!process.exitCode) await rm(folder, { recursive: true, force: true });
}
process.exit();
