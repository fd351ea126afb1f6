import { parseArgs } from 'node:util';
import { summarise } from '../../bench/stats.js';
import { stopTestDatabase } from '../helpers/database.js';
import { raceOverOffers } from './races/offer-orders.js';
import { raceForChats } from './races/take-race.js';
import { ThreeNodes } from './races/three-nodes.js';

/**
 * Races over three nodes: a crowd that takes the same waiting chat, again and again, and one offer under everything that
 * can happen to it at once. Prints what came of them; exits with 1 where anything does not hold.
 */
const { values } = parseArgs({
  options: {
    chats: { type: 'string', default: '1000' },
    operators: { type: 'string', default: '200' },
    orders: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    /** Each of the two ends after so long, with what it has by then. */
    minutes: { type: 'string', default: '60' },
  },
});
const print = (line: string): void => void process.stdout.write(`${line}\n`);
const counted = (name: keyof typeof values): number => {
  const count = Number(values[name]);
  if (Number.isInteger(count) && count >= 0) return count;
  throw new Error(`--${name} wants a whole number.`);
};
const [chats, operators, orders] = [counted('chats'), counted('operators'), counted('orders')];

const until = (): (() => boolean) => {
  const endsAt = performance.now() + counted('minutes') * 60_000;
  return () => performance.now() > endsAt;
};

const onThreeNodes = async <T>(race: (nodes: ThreeNodes) => Promise<T>): Promise<T> => {
  const nodes = await ThreeNodes.start();
  try {
    return await race(nodes);
  } finally {
    await nodes.close();
  }
};

const problems: string[] = [];
const startedAt = performance.now();
const seconds = (): string => `${((performance.now() - startedAt) / 1_000).toFixed(0)} s`;
if (chats > 0) {
  const taken = await onThreeNodes((nodes) =>
    raceForChats(nodes, { operators, chats, isTimeUp: until() }),
  );
  const { p50, p99 } = summarise(taken.raceMs);
  print(
    `takes: ${operators} operators × ${taken.chats} of ${chats} chats = ${taken.takes} over three nodes`,
  );
  print(`  chats without exactly one winner ${taken.notOneWinner}`);
  print(`  losers not told by whom ${taken.wronglyTold}, wrong seats ${taken.wrongSeats}`);
  print(`  all ${operators} answered: p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms`);
  problems.push(...taken.problems);
}
if (orders > 0) {
  const plan = {
    ...{ orders, firstSeed: counted('seed'), isTimeUp: until() },
    onProgress: (done: number) =>
      void process.stderr.write(`races: ${String(done)} of ${String(orders)} orders\n`),
  };
  const raced = await onThreeNodes((nodes) => raceOverOffers(nodes, plan));
  const ends = Object.entries(raced.ends).map(([end, count]) => `${end} ${count}`);
  print(`orders: ${raced.orders} of ${orders}, ${raced.asked} asked at once`);
  print(`  the offer ended: ${ends.join(', ')}`);
  problems.push(...raced.problems);
}
await stopTestDatabase();
print(`problems ${problems.length}, ${seconds()}`);
const shown = 20;
for (const problem of [...new Set(problems)].slice(0, shown)) print(`PROBLEM ${problem}`);
process.exit(problems.length > 0 ? 1 : 0);
