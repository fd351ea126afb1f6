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
