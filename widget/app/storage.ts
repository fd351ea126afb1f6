import type { KeptValues } from '../../client/kept-values.js';

export type { KeptValues };

const name = 'liniya.';

const findStorage = (): Storage | null => {
  try {
    const probe = `${name}probe`;
    localStorage.setItem(probe, '1');
    localStorage.removeItem(probe);
    return localStorage;
  } catch {
    return null;
  }
};

const inStorage = (storage: Storage): KeptValues => ({
  read: (key) => storage.getItem(name + key),
  write(key, value) {
    try {
      storage.setItem(name + key, value);
    } catch {
      // Full: the value lives as long as the page, which is all that can be had.
    }
  },
  remove: (key) => storage.removeItem(name + key),
  list: (prefix) =>
    Object.keys(storage)
      .filter((key) => key.startsWith(name + prefix))
      .map((key) => key.slice(name.length + prefix.length)),
});

/** Values that survive a reload wherever the browser allows it in any way. */
export const openKeptValues = async (): Promise<KeptValues> => {
  const storage = findStorage();
  return storage ? inStorage(storage) : (await import('./cookie-cell.js')).createCookieCell();
};
