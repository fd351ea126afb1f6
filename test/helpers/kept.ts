import type { KeptValues } from '../../client/kept-values.js';

/** Kept values in a map that a test can look into. */
export const keptIn = (values = new Map<string, string>()): KeptValues => ({
  read: (key) => values.get(key) ?? null,
  write: (key, value) => void values.set(key, value),
  remove: (key) => void values.delete(key),
  list: (prefix) =>
    [...values.keys()]
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length)),
});
