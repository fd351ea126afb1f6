/** Half a second, doubling to 15 s, each shortened by up to a half: clients cut off together do not return together. */
export const computeDelayMs = (attempt: number): number =>
  Math.min(500 * 2 ** Math.min(attempt, 5), 15_000) * (0.5 + Math.random() / 2);

/** Waits that end early when there is reason to. */
export interface Pauses {
  sleep(ms: number): Promise<void>;
  /** Ends every wait there is now. */
  wake(): void;
}

export const createPauses = (): Pauses => {
  const sleepers = new Set<() => void>();
  return {
    sleep: (ms) =>
      new Promise((resolve) => {
        const wakeUp = () => {
          clearTimeout(timer);
          sleepers.delete(wakeUp);
          resolve();
        };
        const timer = setTimeout(wakeUp, ms);
        sleepers.add(wakeUp);
      }),
    wake() {
      for (const wakeUp of [...sleepers]) wakeUp();
    },
  };
};
