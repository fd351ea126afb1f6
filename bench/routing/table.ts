import type { Urgency } from './measures.js';
import type { PlannedPerson } from './staffing.js';
import type { Outcome } from './play.js';

const seconds = (ms: number): string => {
  if (!Number.isFinite(ms)) return '–';
  return ms < 120_000 ? `${(ms / 1_000).toFixed(1)} s` : `${(ms / 60_000).toFixed(1)} min`;
};

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

const spread = (times: readonly number[]): string => {
  const sorted = [...times].sort((a, b) => a - b);
  return [0.5, 0.9, 0.99, 1].map((share) => seconds(at(sorted, share))).join(' / ');
};

const percent = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${((part / whole) * 100).toFixed(1)} %`;

/** 0: everybody has the same; near 1: one has it all. */
export const computeGini = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const total = sorted.reduce((sum, value) => sum + value, 0);
  if (total === 0) return 0;
  const weighted = sorted.reduce((sum, value, index) => sum + (index + 1) * value, 0);
  return (2 * weighted) / (sorted.length * total) - (sorted.length + 1) / sorted.length;
};

/** Of each pool apart, because pools differ in what comes; the mean counts people. */
const meanOverPools = (
  pools: readonly number[][],
  compute: (rates: number[]) => number,
): number => {
  const people = pools.reduce((sum, { length }) => sum + length, 0);
  return pools.reduce((sum, rates) => sum + (compute(rates) * rates.length) / people, 0);
};

const p10OfP90 = (rates: readonly number[]): number => {
  const sorted = [...rates].sort((a, b) => a - b);
  return at(sorted, 0.1) / at(sorted, 0.9);
};

const wait =
  (...kinds: Urgency[]) =>
  ({ measures }: Outcome): string =>
    spread(kinds.flatMap((kind) => measures.waits[kind]));

type Line = [what: string, cell: (outcome: Outcome, people: readonly PlannedPerson[]) => string];

const count =
  (name: keyof Outcome['measures']['counts']) =>
  ({ measures }: Outcome): string =>
    String(measures.counts[name]);

const step =
  (name: 'same_pool' | 'all_pools' | 'reserve' | 'breach') =>
  ({ measures }: Outcome): string =>
    String(measures.seniors[name]);

const allWaits = ({ measures }: Outcome): number[] => Object.values(measures.waits).flat();

const lines: Line[] = [
  ['first wait, p50 / p90 / p99 / longest', wait('normal', 'raised', 'urgent')],
  ['  normal', wait('normal')],
  ['  raised', wait('raised')],
  ['  urgent', wait('urgent')],
  ['  who came back', ({ measures }) => spread(measures.returnWaits)],
  [
    'answered within a minute',
    (outcome) =>
      percent(allWaits(outcome).filter((ms) => ms <= 60_000).length, allWaits(outcome).length),
  ],
  [
    'offers a chat and wait',
    ({ measures }) =>
      (measures.counts.offers / (measures.counts.arrived + measures.counts.returned)).toFixed(3),
  ],
  [
    '  declined / missed',
    ({ measures: { counts } }) => `${String(counts.declined)} / ${String(counts.missed)}`,
  ],
  ['  again to who let it pass last, others free', ({ witness }) => String(witness.twiceInARow)],
  [
    'offers an hour online: Gini within a pool',
    ({ measures }, people) => meanOverPools(measures.listRates(people), computeGini).toFixed(3),
  ],
  [
    '  tenth of a hundred against ninetieth',
    ({ measures }, people) => meanOverPools(measures.listRates(people), p10OfP90).toFixed(2),
  ],
  [
    'overtaken by who came later by, at most',
    ({ overtakingBoundMs, policy, witness }) =>
      `${seconds(witness.worstOvertakeMs)}${policy.isOurs ? ` (bound ${seconds(overtakingBoundMs)})` : ''}`,
  ],
  ['calls for a senior', count('escalations')],
  ['  kept by the same pool', step('same_pool')],
  ['  by every pool, from 40 %', step('all_pools')],
  ['  by a reserve seat, from 70 %', step('reserve')],
  ['  breached: a supervisor by force', step('breach')],
  ['  breached: a callback', count('callbacks')],
  ['  taken back, or closed by the citizen', count('takenBack')],
  [
    'transfers / taken',
    ({ measures: { counts } }) => `${String(counts.transfers)} / ${String(counts.moved)}`,
  ],
  [
    'overflowed to another pool / taken there',
    ({ measures: { counts } }) => `${String(counts.widened)} / ${String(counts.overflowed)}`,
  ],
  ['chats of operators who vanished', count('vanished')],
  ['seats freed in silence', count('silent')],
  ['set away after three missed', ({ setAway }) => String(setAway)],
  ['gave up waiting', count('gaveUp')],
  [
    'left for an answer that is read later / answered',
    ({ measures: { counts } }) => `${String(counts.later)} / ${String(counts.answeredLater)}`,
  ],
  [
    'calls booked / reached / tried again / not reached',
    ({ measures: { counts } }) =>
      [counts.booked, counts.reached, counts.calledAgain, counts.notReached]
        .map(String)
        .join(' / '),
  ],
  [
    '  from its slot to the call, p50 / p90 / p99 / longest',
    ({ measures }) => spread(measures.callsLateMs),
  ],
  ['seats over capacity', ({ witness }) => String(witness.seats.overCapacity)],
  ['chats with two owners', ({ witness }) => String(witness.doubleOwners)],
  ['chats forgotten', ({ forgotten }) => String(forgotten)],
  ['events', ({ events }) => String(events)],
];

export const formatTable = (
  outcomes: readonly Outcome[],
  people: readonly PlannedPerson[],
): string => {
  const head = ['', ...outcomes.map(({ policy }) => policy.name)];
  const rows = lines.map(([what, cell]) => [
    what,
    ...outcomes.map((outcome) => cell(outcome, people)),
  ]);
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const format = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [format(head), rule, ...rows.map(format)].join('\n');
};

const endNames: Record<string, string> = {
  confirmed: 'helped, the citizen says',
  not_confirmed: 'answered, closed after a day',
  awaiting_confirmation: 'answered, not confirmed yet',
  waiting_citizen: 'answered, the citizen is silent',
  closed_by_citizen: 'closed by the citizen',
};

/** How every chat ended: all of them, by name. */
export const formatEnds = ({ ends }: Outcome): string =>
  Object.entries(ends)
    .sort(([, a], [, b]) => b - a)
    .map(([end, chats]) => `${endNames[end] ?? end} ${String(chats)}`)
    .join(', ');
