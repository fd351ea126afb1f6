/** This tab among others of the same origin: which of them live, and when one has gone, however it went. */
export interface TabLife {
  readonly id: string;
  /** Tabs that live, without this one, as far as the browser tells. */
  readonly living: readonly string[];
  /** Calls once when that tab has gone; one after the other where several tabs ask. Never where there are no locks. */
  onceGone(id: string, then: () => void): void;
  end(): void;
}

const newTabId = (): string => Array.from(crypto.getRandomValues(new Uint32Array(4))).join('-');

/** Missing on plain HTTP and in old webviews, and denied to frames that may store nothing. */
const findLocks = (): LockManager | undefined =>
  (globalThis as { navigator?: { locks?: LockManager } }).navigator?.locks;

/**
 * A tab lives as long as it holds the lock of its name, and the browser lets go of that also when the page is killed.
 */
export const beginTabLife = async (name: string): Promise<TabLife> => {
  const locks = findLocks();
  const id = newTabId();
  const prefix = `${name}.tab.`;
  let end: () => void = () => undefined;
  const life = new Promise<void>((resolve) => (end = resolve));

  const list = async (): Promise<string[]> => {
    if (!locks) return [];
    await new Promise<void>((resolve, reject) => {
      locks
        .request(prefix + id, () => {
          resolve();
          return life;
        })
        .catch(reject);
    });
    const { held = [] } = await locks.query();
    return held
      .flatMap((lock) => (lock.name?.startsWith(prefix) ? lock.name.slice(prefix.length) : []))
      .filter((other) => other !== id);
  };
  const living = await list().catch(() => []);

  return {
    id,
    living,
    onceGone(other, then) {
      void locks?.request(prefix + other, then).catch(() => undefined);
    },
    end,
  };
};
