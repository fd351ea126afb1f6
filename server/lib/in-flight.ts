/** Work that has begun and is owed an answer, so that a drain can wait for it. */
export class InFlight {
  readonly #running = new Set<Promise<unknown>>();

  track<T>(work: Promise<T>): Promise<T> {
    const entry = work.finally(() => this.#running.delete(entry)).catch(() => undefined);
    this.#running.add(entry);
    return work;
  }

  /** Resolves when nothing is under way any more, also nothing that began while waiting. */
  async settle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }
}

/** Waits for `work`, but no longer than `ms` of real time; false where time ran out. */
export const settlesWithin = async (work: Promise<unknown>, ms: number): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const done = work.then(() => true);
  const result = await Promise.race([done, late]);
  clearTimeout(timer);
  return result;
};

/** What works on by itself after it was asked. */
export interface Worker {
  readonly isIdle: boolean;
  idle(): Promise<void>;
}

/** Resolves when none of them has anything to do any more: what one does may give another one work. */
export const settleAll = async (workers: readonly Worker[]): Promise<void> => {
  do {
    for (const worker of workers) await worker.idle();
  } while (workers.some(({ isIdle }) => !isIdle));
};
