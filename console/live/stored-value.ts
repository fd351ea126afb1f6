/**
 * A small JSON value in the tab's storage: survives a reload, goes with the tab. Personal words never outlive it, and
 * signing out clears them.
 */
export interface StoredValue<T> {
  read(): T;
  write(value: T): void;
  clear(): void;
}

export const createStoredValue = <T>(
  storage: Storage,
  key: string,
  initial: T,
): StoredValue<T> => ({
  read() {
    try {
      const text = storage.getItem(key);
      return text === null ? initial : (JSON.parse(text) as T);
    } catch {
      return initial;
    }
  },
  write(value) {
    try {
      storage.setItem(key, JSON.stringify(value));
    } catch {
      // A full or forbidden storage costs the copy, not the work.
    }
  },
  clear() {
    storage.removeItem(key);
  },
});
