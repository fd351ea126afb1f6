/** What a client keeps on the device between visits: a partition of its own in a third-party frame. */
export interface KeptValues {
  read(key: string): string | null;
  write(key: string, value: string): void;
  remove(key: string): void;
  /** Keys that begin with `prefix`, without it. */
  list(prefix: string): string[];
  /** Calls with each key whose value changed otherwise than through this object: by another tab, or with the person. */
  onForeignChange?(listener: (key: string) => void): () => void;
}

/** Values of one process, for a client without a device: they live as long as `values`. */
export const keptIn = (values = new Map<string, string>()): KeptValues => ({
  read: (key) => values.get(key) ?? null,
  write: (key, value) => void values.set(key, value),
  remove: (key) => void values.delete(key),
  list: (prefix) =>
    [...values.keys()]
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length)),
});
