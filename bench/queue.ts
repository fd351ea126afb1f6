import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { measureQueue } from './queue/measure-queue.js';
import { formatRows } from './stats.js';

/**
 * How fast a seat that falls free has its next chat, with a hundred waiting and with ten thousand: over the real server,
 * five hundred operators at work. Exits with 1 where the wrong chat was offered or a promise of a second broken.
 */
const { values } = parseArgs({
  options: {
    waiting: { type: 'string', default: '100,10000' },
    operators: { type: 'string', default: '500' },
    samples: { type: 'string', default: '200' },
  },
});
const [operators, samples] = [Number(values.operators), Number(values.samples)];
const step = (line: string): void => void process.stderr.write(`bench: ${line}\n`);
const promisedMs = 1_000;

const figures = [];
for (const waiting of values.waiting.split(',').map(Number)) {
  figures.push(await measureQueue({ waiting, operators, samples }, step));
}
const [least] = figures.toSorted((one, other) => one.waiting - other.waiting);
const rows = figures.flatMap(({ arrivalToOffer, seatToOffer, waiting }) => {
  const times = (own: number, base: number | undefined) =>
    base === undefined || waiting === least?.waiting
      ? {}
      : { ratio: `× ${(own / base).toFixed(2)}` };
  const beside = `${waiting.toLocaleString('en')} waiting`;
  return [
    {
      what: `a seat falls free → the next chat is offered, ${beside}`,
      times: seatToOffer,
      ...times(seatToOffer.p50, least?.seatToOffer.p50),
    },
    {
      what: `a chat arrives → a free operator has it, ${beside}`,
      times: arrivalToOffer,
      ...times(arrivalToOffer.p50, least?.arrivalToOffer.p50),
    },
  ];
});
const problems = figures.flatMap(({ arrivalToOffer, seatToOffer, waiting, wrong }) => [
  ...(wrong > 0 ? [`${String(waiting)} waiting: ${String(wrong)} times not the next one`] : []),
  ...(Math.max(arrivalToOffer.p99, seatToOffer.p99) > promisedMs
    ? [`${String(waiting)} waiting: over the promised second`]
    : []),
]);
const machine = `${String(cpus().length)} × ${cpus()[0]?.model.trim() ?? 'CPU'}, Node ${process.version}`;
process.stdout.write(`${machine}, ${String(operators)} operators\n\n${formatRows(rows)}\n`);
for (const problem of problems) process.stdout.write(`PROBLEM ${problem}\n`);
process.exit(problems.length > 0 ? 1 : 0);
