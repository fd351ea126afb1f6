import type { Page } from 'playwright-core';

/** What a page's origin keeps on the device, in the clear as anybody would see it. */
export interface DeviceDump {
  /** Everything that can be read as text: raw records, names, storage, cookies. */
  text: string;
  owners: string[];
  records: number;
  /** What exporting each key answers. */
  exports: string[];
}

/** Raw contents of the client's database `name`, and of every other place a page can write to. */
export const readDevice = async (page: Page, name: string): Promise<DeviceDump> => {
  const cookies = await page.context().cookies();
  // The test's compiler wraps named functions in a helper that the page lacks.
  await page.evaluate('globalThis.__name = (made) => made');
  const dump = await page.evaluate(async (database) => {
    const settle = <T>(request: IDBRequest) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result as T);
        request.onerror = () => reject(new Error(String(request.error)));
      });
    const empty = { owners: [] as string[], rows: [] as Record<string, unknown>[], keys: [] };
    const names = (await indexedDB.databases()).map((known) => known.name);
    const look = async () => {
      if (!names.includes(database)) return { ...empty, keys: [] as CryptoKey[] };
      const opened = await settle<IDBDatabase>(indexedDB.open(database));
      const work = opened.transaction(['keys', 'records']);
      const [owners, keys, rows] = await Promise.all([
        settle<string[]>(work.objectStore('keys').getAllKeys()),
        settle<CryptoKey[]>(work.objectStore('keys').getAll()),
        settle<Record<string, unknown>[]>(work.objectStore('records').getAll()),
      ]);
      opened.close();
      return { owners, keys, rows };
    };
    const { owners, keys, rows } = await look();
    const asText = (value: unknown): string => {
      if (!(value instanceof ArrayBuffer) && !(value instanceof Uint8Array)) return String(value);
      const bytes = new Uint8Array(value);
      return (
        new TextDecoder().decode(bytes) +
        new TextDecoder('utf-16le').decode(bytes.slice(0, bytes.length & ~1))
      );
    };
    const exports = await Promise.all(
      keys.map((key) =>
        crypto.subtle.exportKey('raw', key).then(
          () => 'exported',
          (error: unknown) => (error as Error).name,
        ),
      ),
    );
    const raw = rows.flatMap((row) => Object.values(row).map(asText)).join('\n');
    const storage = JSON.stringify([
      Object.entries(localStorage),
      Object.entries(sessionStorage),
      document.cookie,
      names,
    ]);
    return { text: raw + storage, owners, records: rows.length, exports };
  }, name);
  return { ...dump, text: dump.text + JSON.stringify(cookies) };
};

/** Waits until the database `name` holds values of just these owners, or of as many: what is written gets there soon. */
export const deviceHolds = async (
  page: Page,
  name: string,
  owners: readonly string[] | number,
): Promise<void> => {
  await page.waitForFunction(
    async ([database, wanted]) => {
      const opened = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(database, 1);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error(String(request.error)));
      });
      const keys = opened.transaction('keys').objectStore('keys').getAllKeys();
      const found = await new Promise<string[]>((resolve) => {
        keys.onsuccess = () => resolve(keys.result as string[]);
      });
      opened.close();
      return typeof wanted === 'number'
        ? found.length === wanted
        : found.join() === [...wanted].sort().join();
    },
    [name, owners] as const,
    { polling: 50 },
  );
};
