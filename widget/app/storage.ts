/** What the widget keeps on the device: a partition of its own in a third-party frame, memory where even that is refused. */
export interface KeptValues {
  read(key: string): string | null;
  write(key: string, value: string): void;
  remove(key: string): void;
  /** Keys that begin with `prefix`, without it. */
  list(prefix: string): string[];
}

const name = 'liniya.';

const openStorage = (): Storage | null => {
  try {
    const probe = `${name}probe`;
    localStorage.setItem(probe, '1');
    localStorage.removeItem(probe);
    return localStorage;
  } catch {
    return null;
  }
};

/** Values that survive a reload where the browser allows it. A full storage loses the write, never the caller. */
export const createKeptValues = (): KeptValues => {
  const storage = openStorage();
  const memory = new Map<string, string>();
  return {
    read: (key) => (storage ? storage.getItem(name + key) : (memory.get(key) ?? null)),
    write(key, value) {
      if (!storage) memory.set(key, value);
      else {
        try {
          storage.setItem(name + key, value);
        } catch {
          memory.set(key, value);
        }
      }
    },
    remove(key) {
      memory.delete(key);
      storage?.removeItem(name + key);
    },
    list(prefix) {
      const keys = storage
        ? Object.keys(storage)
            .filter((key) => key.startsWith(name))
            .map((key) => key.slice(name.length))
        : [...memory.keys()];
      return keys.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
    },
  };
};
