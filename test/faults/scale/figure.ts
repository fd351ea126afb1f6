/** One promise, measured. */
export interface Figure {
  what: string;
  /** Milliseconds; the one that is held against the aim. */
  ms: number;
  aimMs: number;
  /** What else there is to say of it. */
  note: string;
  /** Counts and orders that are wrong. */
  problems: string[];
}

/** A time is the machine's as well: it fails a run only so many times beyond the aim. */
const tolerance = 10;

export const percentile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
};

const inWords = (ms: number): string =>
  ms < 2_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`;

export const describeMs = (values: readonly number[]): string =>
  `p50 ${inWords(percentile(values, 0.5))}, p95 ${inWords(percentile(values, 0.95))}, p99 ${inWords(percentile(values, 0.99))}, worst ${inWords(percentile(values, 1))} of ${values.length}`;

export const describeFigure = ({ what, ms, aimMs, note }: Figure): string =>
  `${what}: ${inWords(ms)} (aim ${inWords(aimMs)}${ms <= aimMs ? '' : ', MISSED'}); ${note}`;

/** Why the run fails; empty where it does not. A figure that is no number was not measured. */
export const listFailures = ({ what, ms, aimMs, problems }: Figure): string[] => [
  ...problems.map((problem) => `${what}: ${problem}`),
  ...(ms <= aimMs * tolerance ? [] : [`${what}: ${ms} ms is beyond ${tolerance} times the aim`]),
];
