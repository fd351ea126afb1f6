/** The smallest value that at least `share` of all do not exceed; undefined of none. `sorted` ascending. */
export const percentile = (sorted: readonly number[], share: number): number | undefined =>
  sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];

export const sortNumbers = (values: Iterable<number>): number[] =>
  [...values].sort((a, b) => a - b);

/** Gini's coefficient: 0 where all have the same, towards 1 where one has all; 0 where nobody has anything. */
export const computeGini = (values: readonly number[]): number => {
  const sorted = sortNumbers(values);
  const sum = sorted.reduce((total, value) => total + value, 0);
  if (sum === 0) return 0;
  const weighted = sorted.reduce((total, value, index) => total + (index + 1) * value, 0);
  return (2 * weighted) / (sorted.length * sum) - (sorted.length + 1) / sorted.length;
};
