import { cpus } from 'node:os';
import { readFileSync } from 'node:fs';
import type { CitizenClient, StaffClient } from '../test/helpers/clients.js';
import { countStored, measureInserts } from './database.js';
import {
  citizenLane,
  openRelay,
  sendFlatOut,
  sendSteadily,
  watch,
  type Arrivals,
} from './measure.js';
import { bringCitizen, bringMany, bringOperator } from './people.js';
import { startFlooder, startRelay, startServer, type BenchServer } from './processes.js';
import { formatRows, summarise, type Row } from './stats.js';

const idle = { count: 40, everyMs: 300 };
const load = { count: 600, everyMs: 25 };
const warmUp = { count: 60, everyMs: 10 };
const lanesUnderLoad = 50;
const crowdSize = 1_000;
const messagesEach = 8;
const arrivalsMeasured = 50;

const rows: Row[] = [];
const problems: string[] = [];
const note = (row: Row): void => void rows.push(row);
const step = (line: string): void => void process.stderr.write(`bench: ${line}\n`);
const times = (ratio: number): string => `× ${ratio.toFixed(ratio < 10 ? 2 : 0)}`;

const residentMb = (pid: number): number => {
  const line = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'));
  return Number(line?.[1] ?? Number.NaN) / 1_024;
};

const checkArrivals = (what: string, { duplicates, missing }: Arrivals): void => {
  if (duplicates > 0) problems.push(`${what}: ${String(duplicates)} came twice`);
  if (missing > 0) problems.push(`${what}: ${String(missing)} did not come`);
};

const open = async (citizen: CitizenClient): Promise<string> => {
  await citizen.open('Не прошла оплата штрафа, деньги списали два раза');
  return citizen.sessionId;
};

/** A chat arrives, a free operator has the offer on the screen. */
const measureArrivals = async (port: number, operator: StaffClient): Promise<void> => {
  const seen: number[] = [];
  await operator.ask('presence:set', { presence: 'online' });
  for (let index = 0; index < arrivalsMeasured + 10; index += 1) {
    const citizen = await bringCitizen(port);
    const startedAt = performance.now();
    const offered = new Promise<number>((resolve) => {
      operator.socket.once('offer:made', () => resolve(performance.now() - startedAt));
    });
    const sessionId = await open(citizen);
    const ms = await offered;
    if (index >= 10) seen.push(ms);
    const ended = new Promise((resolve) => operator.socket.once('offer:ended', resolve));
    await citizen.ask('session:close', { sessionId });
    await ended;
    citizen.close();
  }
  note({ what: 'chat arrives → offer on the screen', times: summarise(seen) });
};

const measureTalk = async (
  what: string,
  lanes: Parameters<typeof sendSteadily>[0],
  arrivals: Arrivals,
) => {
  await sendSteadily(lanes, arrivals, warmUp);
  const quiet = await sendSteadily(lanes.slice(0, 1), arrivals, idle);
  const busy = await sendSteadily(lanes, arrivals, load);
  checkArrivals(what, arrivals);
  return { quiet, busy };
};

const measureServer = async (server: BenchServer, relayPort: number): Promise<void> => {
  const { port } = server;
  const operator = await bringOperator(port, 'operator');
  step('arrivals');
  await measureArrivals(port, operator);
  await operator.ask('presence:set', { presence: 'away' });

  step('talk');
  const citizens = await bringMany(port, lanesUnderLoad);
  const sessionIds: string[] = [];
  for (const citizen of citizens) sessionIds.push(await open(citizen));
  const arrivals = await watch(operator, sessionIds);
  const own = await measureTalk('talk', citizens.map(citizenLane), arrivals);
  const relay = await openRelay(relayPort, lanesUnderLoad);
  const bare = await measureTalk('relay', relay.lanes, relay.arrivals);
  for (const [name, mine, theirs] of [
    ['one message each 300 ms', own.quiet, bare.quiet],
    ['40 messages a second in 50 chats', own.busy, bare.busy],
  ] as const) {
    const [peer, ack] = [summarise(mine.toPeer), summarise(mine.toAck)];
    const [barePeer, bareAck] = [summarise(theirs.toPeer), summarise(theirs.toAck)];
    const ratio = times(peer.p50 / barePeer.p50);
    note({ what: `citizen → operator, ${name}`, times: peer, ratio });
    note({
      what: '  acknowledged to the citizen',
      times: ack,
      ratio: times(ack.p50 / bareAck.p50),
    });
    note({ what: '  bare relay, to the other side', times: barePeer });
  }

  step(`${String(crowdSize)} citizens waiting`);
  const before = residentMb(server.pid);
  const crowd = await bringMany(port, crowdSize);
  const connected = residentMb(server.pid);
  const kb = ((connected - before) * 1_024) / crowdSize;
  note({ what: 'memory of a connected citizen', other: `${kb.toFixed(0)} KB` });
  const opened: string[] = [];
  for (let start = 0; start < crowd.length; start += 20) {
    opened.push(...(await Promise.all(crowd.slice(start, start + 20).map(open))));
  }
  const deep = await sendSteadily(citizens.map(citizenLane), arrivals, load);
  checkArrivals('talk beside a queue', arrivals);
  const [shallowTimes, deepTimes] = [summarise(own.busy.toPeer), summarise(deep.toPeer)];
  note({
    what: `the same with ${String(crowdSize)} more chats waiting`,
    times: deepTimes,
    ratio: `${times(deepTimes.p50 / shallowTimes.p50)} of before`,
  });

  step('a flood');
  const calm = await sendSteadily(citizens.map(citizenLane), arrivals, load);
  const flooder = await startFlooder(port);
  const flooded = await sendSteadily(citizens.map(citizenLane), arrivals, load);
  await flooder.stop();
  checkArrivals('talk beside a flood', arrivals);
  if (flooder.cutsMs.length === 0) problems.push('flood: nobody was cut');
  note({
    what: 'the same beside somebody who floods',
    times: summarise(flooded.toPeer),
    ratio: `${times(summarise(flooded.toPeer).p50 / summarise(calm.toPeer).p50)} of before`,
  });
  note({ what: '  a flood is cut after', times: summarise(flooder.cutsMs) });

  step('flat out');
  const own1 = await sendFlatOut(crowd.map(citizenLane), messagesEach);
  const wanted = crowd.length * (messagesEach + 1);
  const stored = await countStored(server.databaseUri, opened);
  if (stored !== wanted) problems.push(`flat out: ${String(stored)} stored of ${String(wanted)}`);
  relay.close();
  const wide = await openRelay(relayPort, crowdSize);
  const bare1 = await sendFlatOut(wide.lanes, messagesEach);
  wide.close();
  step('bare inserts');
  const inserts = await measureInserts(server.databaseUri, { single: 3_200, batched: 25_600 });
  const share = (baseline: number): string => `${((own1 / baseline) * 100).toFixed(0)} % of`;
  note({ what: 'acknowledged messages, 1,000 chats at once', perSecond: own1 });
  note({ what: '  bare relay', perSecond: bare1, ratio: `${share(bare1)} it` });
  note({
    what: '  bare insertOne, 32 at once',
    perSecond: inserts.insertOne,
    ratio: `${share(inserts.insertOne)} it`,
  });
  note({
    what: '  bare insertMany of 128',
    perSecond: inserts.insertMany,
    ratio: `${share(inserts.insertMany)} it`,
  });
  const bound = 1 / (1 / bare1 + 1 / inserts.insertMany);
  note({ what: '  both in series', perSecond: bound, ratio: `${share(bound)} it` });
  for (const client of [operator, ...citizens, ...crowd]) client.close();
};

const server = await startServer();
const relay = await startRelay();
try {
  await measureServer(server, relay.port);
} finally {
  await relay.stop();
  await server.stop();
}
const machine = `${String(cpus().length)} × ${cpus()[0]?.model.trim() ?? 'CPU'}, Node ${process.version}, ${server.engine}`;
if (process.argv.includes('--json')) {
  process.stdout.write(`${JSON.stringify({ machine, rows, problems }, null, 2)}\n`);
} else {
  process.stdout.write(`${machine}\n\n${formatRows(rows)}\n`);
  for (const problem of problems) process.stdout.write(`PROBLEM ${problem}\n`);
}
process.exitCode = problems.length > 0 ? 1 : 0;
