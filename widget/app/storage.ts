import { openOwnedValues, type OwnedValues } from '../../client/kept/owned-values.js';
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

/** Values that survive a reload wherever the browser allows it in any way, in the clear: read at once, no words. */
export const openPlainValues = async (): Promise<KeptValues> => {
  const storage = findStorage();
  return storage ? inStorage(storage) : (await import('./cookie-cell.js')).createCookieCell();
};

/** What a person wrote. It rests sealed or not at all. */
const isWords = (key: string): boolean => /^(draft|out)\./.test(key);
/** Which chat a person has open, and what it repeats. */
const isTrace = (key: string): boolean => /^(session\.|repeat$)/.test(key);

/** By what a guest finds back. */
const isIdentity = (key: string): boolean => key.startsWith('refresh.');

/**
 * Sealed: words, traces and the guest's identity; where nothing can be sealed, words live as long as the page and the
 * rest stays in the clear. The language always does: it is wanted before the first frame. What an older widget left in
 * the clear is taken over.
 */
export const openKeptValues = async (plain: KeptValues): Promise<OwnedValues> => {
  const owned = await openOwnedValues('liniya.citizen');
  const placeOf = (key: string): KeptValues => {
    if (isWords(key)) return owned;
    if (owned.isStored && isTrace(key)) return owned;
    return owned.isStored && isIdentity(key) ? owned.device : plain;
  };

  const old = plain.list('').filter((key) => placeOf(key) !== plain);
  for (const key of old) placeOf(key).write(key, plain.read(key) ?? '');
  void owned.settled().then((isKept) => {
    for (const key of old) if (isKept || isWords(key)) plain.remove(key);
  });
  return {
    ...owned,
    read: (key) => placeOf(key).read(key),
    write(key, value) {
      placeOf(key).write(key, value);
      if (!isIdentity(key)) return;
      // A guest is not to be lost to a full or broken store.
      void owned.settled().then((isKept) => {
        if (!isKept) plain.write(key, value);
      });
    },
    remove: (key) => placeOf(key).remove(key),
    list: (prefix) => placeOf(prefix).list(prefix),
  };
};
