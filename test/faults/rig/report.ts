import type { Stored } from './checker.js';
import type { History } from './history.js';

const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

const describeMs = (values: readonly number[]): string => {
  const sorted = [...values].sort((one, other) => one - other);
  const at = (share: number) => `${Math.round(percentile(sorted, share))} ms`;
  return `p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}, worst ${at(1)}`;
};

const countFaults = ({ faults }: History): string => {
  const kinds = new Map<string, number>();
  for (const { what } of faults) {
    const kind = what.replace(/ node-\d/, '');
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  const kills = faults.filter(({ what }) => what.startsWith('kill')).length;
  return `${faults.length}, of them kill -9: ${kills} (${[...kinds].map((pair) => pair.join(' ')).join(', ')})`;
};

const countRefusals = ({ sends }: History): string => {
  const codes = new Map<string, number>();
  for (const { code } of sends) if (code) codes.set(code, (codes.get(code) ?? 0) + 1);
  return [...codes].map(([code, count]) => `${code} ${count}`).join(', ') || 'none';
};

/** What a run came to, in lines. */
export const describeRun = (run: {
  history: History;
  stored: Stored;
  recoveries: readonly number[];
  problems: readonly string[];
}): string[] => {
  const { history, stored, recoveries, problems } = run;
  const { sends, screens } = history;
  const count = (outcome: string) => sends.filter((send) => send.outcome === outcome).length;
  const starting = (word: string) => problems.filter((line) => line.startsWith(word)).length;
  const waits = sends.flatMap((send) =>
    send.answeredAt === undefined ? [] : [send.answeredAt - send.invokedAt],
  );
  const [lost, doubled] = [starting('lost'), starting('doubled')];
  return [
    `faults: ${countFaults(history)}`,
    `sends: ${sends.length}, ok ${count('ok')}, refused ${count('failed')} (${countRefusals(history)}), unknown ${count('unknown')}`,
    `stored: ${stored.events.length} events; ${screens.length} screens compared`,
    `every node serves again after a fault: ${describeMs(recoveries)}`,
    `a word is acknowledged after: ${describeMs(waits)}`,
    `an event is on the other screens after: ${describeMs(screens.flatMap(({ lagsMs }) => lagsMs))}`,
    `lost ${lost}, doubled ${doubled}, other problems ${problems.length - lost - doubled}`,
  ];
};
