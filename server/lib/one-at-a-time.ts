/**
 * Runs work one at a time. Whoever asks while it runs shares the next run, which begins after they asked: so nobody is
 * given what was read before their own change, and an older reading never overwrites a newer one.
 */
export const oneAtATime = (work: () => Promise<void>): (() => Promise<void>) => {
  let running: Promise<void> = Promise.resolve();
  let next: Promise<void> | null = null;
  const runNext = async (): Promise<void> => {
    await running.catch(() => undefined);
    next = null;
    running = work();
    return running;
  };
  return () => (next ??= runNext());
};
