import { cpus } from 'node:os';
import { Command, InvalidArgumentError } from 'commander';
import { measureDecision } from './decision-cost.js';
import { planDay, playDay, type Outcome } from './play.js';
import { firstFree, longestIdle, ours } from './policies.js';
import { formatEnds, formatTable } from './table.js';

const readCount = (value: string): number => {
  const count = Number(value);
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError('A whole number.');
  return count;
};

const options = new Command('bench:routing')
  .description('A planned day of chats by the product’s routing and by two simpler ways.')
  .option('--seed <number>', 'another day', readCount, 7)
  .option('--chats <number>', 'how many come', readCount, 20_000)
  .option('--operators <number>', 'staff in all', readCount, 300)
  .parse()
  .opts<{ seed: number; chats: number; operators: number }>();

const { seed, chats, operators } = options;
const day = planDay(seed, chats, operators);
const outcomes: Outcome[] = [];
for (const policy of [ours, firstFree, longestIdle]) {
  process.stderr.write(`bench: ${policy.name}\n`);
  try {
    outcomes.push(await playDay(day, policy));
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    process.stdout.write(`BROKEN seed ${String(seed)}, ${policy.name}:\n${what}\n`);
    process.exit(1);
  }
}
process.stderr.write('bench: the cost of a decision\n');
const [few, many] = [await measureDecision(100), await measureDecision(10_000)];
const machine = `${String(cpus().length)} × ${cpus()[0]?.model.trim() ?? 'CPU'}, Node ${process.version}`;
const [own] = outcomes;
process.stdout.write(
  [
    `seed ${String(seed)}: ${String(chats)} chats, ${String(operators)} people; ${machine}`,
    '',
    formatTable(outcomes, day.people),
    '',
    `ours, all ${String(chats)}: ${own ? formatEnds(own) : ''}`,
    `a decision, 500 operators: ${few.toFixed(0)} µs with 100 waiting, ${many.toFixed(0)} µs with 10,000: × ${(many / few).toFixed(2)}`,
    '',
  ].join('\n'),
);
