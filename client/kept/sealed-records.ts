/** A value as it is kept: whose it is, and which tab wrote it last. */
export interface KeptRecord {
  owner: string;
  key: string;
  by: string;
  value: string;
}

/** Values in IndexedDB, each sealed under its owner's key. Nothing here throws: what cannot be stored is not. */
export interface SealedRecords {
  /** What was there when it was opened. */
  readonly found: readonly KeptRecord[];
  put(record: KeptRecord): void;
  remove(owner: string, key: string): void;
  /** Destroys all of an owner and the key it was sealed with. */
  wipe(owner: string): void;
  /** What rests on the device of one owner now; nothing where it cannot be told. */
  read(owner: string): Promise<readonly KeptRecord[]>;
  /** Something asked for does not rest on the device yet. */
  readonly isBusy: boolean;
  /** Resolves with true when all that was asked for so far rests on the device, and with false where it cannot. */
  settled(): Promise<boolean>;
}

type Sealed = Omit<KeptRecord, 'value'> & { iv: Uint8Array; box: ArrayBuffer };
type Removal = Omit<KeptRecord, 'by' | 'value'>;

/** A store that does not open or answer (some WebKits hang) must not hold anybody up for longer. */
const patienceMs = 5_000;

/** What rests in the store is what this file put there. */
const ask = <T>(request: IDBRequest): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result as T);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
  });
const committed = (work: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    work.oncomplete = () => resolve();
    work.onabort = () => reject(work.error ?? new Error('IndexedDB'));
  });

const within = <T>(wait: Promise<T>): Promise<T> =>
  Promise.race([
    wait,
    new Promise<never>((_resolve, reject) => {
      setTimeout(() => reject(new Error('IndexedDB does not answer')), patienceMs);
    }),
  ]);

const openDatabase = (name: string): Promise<IDBDatabase> => {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore('keys');
    request.result.createObjectStore('records', { keyPath: ['owner', 'key'] });
  };
  return within(ask<IDBDatabase>(request));
};

/** A sealed value opens only under the name it was sealed for. */
const nameOf = ({ owner, key }: Removal): string => `${owner}\n${key}`;
const cipherOf = (record: Removal, iv: Uint8Array<ArrayBuffer>) => ({
  ...{ name: 'AES-GCM', iv },
  additionalData: new TextEncoder().encode(nameOf(record)),
});

const seal = async ({ value, ...about }: KeptRecord, key: CryptoKey): Promise<Sealed> => {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const words = new TextEncoder().encode(value);
  return { ...about, iv, box: await crypto.subtle.encrypt(cipherOf(about, iv), key, words) };
};
const unseal = async ({ iv, box, ...about }: Sealed, key: CryptoKey): Promise<KeptRecord> => {
  const cipher = cipherOf(about, new Uint8Array(iv));
  const words = await crypto.subtle.decrypt(cipher, key, box);
  return { ...about, value: new TextDecoder().decode(words) };
};

const ofOwner = (owner: string): IDBKeyRange => IDBKeyRange.bound([owner], [owner, []]);

const readRecords = async (database: IDBDatabase, range?: IDBKeyRange): Promise<KeptRecord[]> => {
  const look = database.transaction(['keys', 'records']);
  const [owners, keys, sealed] = await Promise.all([
    ask<string[]>(look.objectStore('keys').getAllKeys()),
    ask<CryptoKey[]>(look.objectStore('keys').getAll()),
    ask<Sealed[]>(look.objectStore('records').getAll(range)),
  ]);
  const keyOf = new Map(owners.map((owner, index) => [owner, keys[index]]));
  const opened = sealed.map(async (record) => {
    const key = keyOf.get(record.owner);
    return key ? unseal(record, key) : null;
  });
  // What its key does not open is nobody's any more.
  const results = await Promise.allSettled(opened);
  return results.flatMap((result) => (result.status === 'fulfilled' && result.value) || []);
};

/** The owner's key: made at the first word, not extractable, and the same one in every tab. */
const needKey = async (database: IDBDatabase, owner: string): Promise<CryptoKey> => {
  const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
  const work = database.transaction('keys', 'readwrite');
  const keys = work.objectStore('keys');
  const known = await ask<CryptoKey | undefined>(keys.get(owner));
  if (!known) keys.put(made, owner);
  await committed(work);
  return known ?? made;
};

const createSealedRecords = (
  database: IDBDatabase,
  found: readonly KeptRecord[],
): SealedRecords => {
  const keys = new Map<string, Promise<CryptoKey>>();
  let changes = new Map<string, KeptRecord | Removal>();
  let wiped = new Set<string>();
  let flight: Promise<void> | null = null;
  let hasFailed = false;

  const keyOf = (owner: string): Promise<CryptoKey> => {
    const key = keys.get(owner) ?? needKey(database, owner);
    keys.set(owner, key);
    key.catch(() => keys.delete(owner));
    return key;
  };
  const destroy = async (owners: readonly string[]): Promise<void> => {
    for (const owner of owners) keys.delete(owner);
    const work = database.transaction(['keys', 'records'], 'readwrite');
    for (const owner of owners) {
      work.objectStore('keys').delete(owner);
      work.objectStore('records').delete(ofOwner(owner));
    }
    work.commit();
    await committed(work);
  };
  const store = async (changed: readonly (KeptRecord | Removal)[]): Promise<void> => {
    const sealed = await Promise.all(
      changed.map(async (change) =>
        'value' in change ? seal(change, await keyOf(change.owner)) : change,
      ),
    );
    const work = database.transaction('records', 'readwrite');
    const records = work.objectStore('records');
    for (const change of sealed) {
      if ('box' in change) records.put(change);
      else records.delete([change.owner, change.key]);
    }
    work.commit();
    await committed(work);
  };
  /** One batch after another, so that a removal never overtakes the sealing of what it removes. */
  const flush = async (): Promise<void> => {
    while (changes.size > 0 || wiped.size > 0) {
      const [owners, changed] = [[...wiped], [...changes.values()]];
      wiped = new Set();
      changes = new Map();
      try {
        if (owners.length > 0) await destroy(owners);
        if (changed.length > 0) await store(changed);
      } catch {
        // Full, or taken away by the browser: the values live as long as the page.
        hasFailed = true;
      }
    }
    flight = null;
  };
  const begin = () => {
    flight ??= flush();
  };
  const change = (record: KeptRecord | Removal) => {
    changes.set(nameOf(record), record);
    begin();
  };

  return {
    found,
    put: change,
    remove: (owner, key) => change({ owner, key }),
    wipe(owner) {
      for (const [name, record] of changes) if (record.owner === owner) changes.delete(name);
      wiped.add(owner);
      begin();
    },
    get isBusy() {
      return flight !== null;
    },
    // What rests there may be older than what this tab could not store.
    read: async (owner) =>
      hasFailed ? [] : within(readRecords(database, ofOwner(owner))).catch(() => []),
    settled: () =>
      within(flight ?? Promise.resolve()).then(
        () => !hasFailed,
        () => false,
      ),
  };
};

/** Null where the browser has no such store here, or nothing to seal with: then words live as long as their page. */
export const openSealedRecords = async (name: string): Promise<SealedRecords | null> => {
  try {
    // Missing on plain HTTP, whatever the types say.
    if ((crypto.subtle as SubtleCrypto | undefined) === undefined) return null;
    const database = await openDatabase(name);
    database.onversionchange = () => database.close();
    return createSealedRecords(database, await within(readRecords(database)));
  } catch {
    return null;
  }
};
