/** Half a second, doubling to 15 s, each shortened by up to a half: clients cut off together do not return together. */
export const computeDelayMs = (attempt: number): number =>
  Math.min(500 * 2 ** Math.min(attempt, 5), 15_000) * (0.5 + Math.random() / 2);
