/** Times in milliseconds and what they come to. */
export interface Times {
  count: number;
  p50: number;
  p95: number;
  p99: number;
}

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

export const summarise = (times: readonly number[]): Times => {
  const sorted = [...times].sort((one, other) => one - other);
  return {
    count: sorted.length,
    p50: at(sorted, 0.5),
    p95: at(sorted, 0.95),
    p99: at(sorted, 0.99),
  };
};

export interface Row {
  what: string;
  /** Milliseconds at three shares, or a rate a second. */
  times?: Times;
  perSecond?: number;
  other?: string;
  /** Against the baseline of the same run. */
  ratio?: string;
}

const ms = (value: number): string => value.toFixed(value < 10 ? 2 : 1);

export const formatRows = (rows: readonly Row[]): string => {
  const cells = rows.map(({ what, times, perSecond, other, ratio }) => [
    what,
    times ? `${ms(times.p50)} / ${ms(times.p95)} / ${ms(times.p99)} ms` : '',
    perSecond === undefined ? (other ?? '') : `${Math.round(perSecond).toLocaleString('en')}/s`,
    times ? String(times.count) : '',
    ratio ?? '',
  ]);
  const head = ['what', 'p50 / p95 / p99', 'rate', 'samples', 'against the baseline'];
  const widths = head.map((title, column) =>
    Math.max(title.length, ...cells.map((row) => (row[column] ?? '').length)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...cells.map(line)].join(
    '\n',
  );
};
