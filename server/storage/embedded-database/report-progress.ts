const everyMs = 10_000;

/** Runs a slow fetch and says so: when it begins, every ten seconds, and when it is there. */
export const reportProgress = async <Result>(
  what: string,
  progress: (line: string) => void,
  run: () => Promise<Result>,
): Promise<Result> => {
  const startedAt = performance.now();
  const seconds = () => ((performance.now() - startedAt) / 1_000).toFixed(0);
  progress(`fetching ${what}`);
  const timer = setInterval(() => progress(`still fetching, ${seconds()} s`), everyMs);
  try {
    const result = await run();
    progress(`fetched in ${seconds()} s`);
    return result;
  } finally {
    clearInterval(timer);
  }
};
