const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** Steps a reader of clocks finds round. */
const steps = [
  ...[5, 10, 15, 30].map((count) => count * second),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * minute),
  ...[1, 2, 4, 8, 24].map((count) => count * hour),
];

/** Round marks from nothing up to the first at or above `maxMs`, five steps at most. */
export const computeTicks = (maxMs: number): number[] => {
  const step = steps.find((size) => maxMs <= 5 * size) ?? Math.ceil(maxMs / 5 / hour) * hour;
  const count = Math.max(1, Math.ceil(maxMs / step));
  return Array.from({ length: count + 1 }, (_unused, index) => index * step);
};
