import type { KeptValues } from '../kept-values.js';
import type { KeptRecord, SealedRecords } from './sealed-records.js';
import { openSealedRecords } from './sealed-records.js';
import { beginTabLife, type TabLife } from './tab-life.js';

/**
 * Values of one person at a time, the same in all tabs. What was written before it is known who writes belongs to
 * whoever turns out to. Reading is from memory; writing reaches the other tabs at once and the device a moment later.
 */
export interface OwnedValues extends KeptValues {
  /** The device keeps them; otherwise they live as long as the page. */
  readonly isStored: boolean;
  /** What stays through every change of person. */
  readonly device: KeptValues;
  /** Reads `device` again: for what must not be a moment behind another tab. */
  refresh(): Promise<void>;
  onForeignChange(listener: (key: string) => void): () => void;
  /** Another tab, which lives, wrote it last. */
  isElsewhere(key: string): boolean;
  /** From now on these are the values of `owner`. Those of whoever `ends` names are destroyed, but not under a living tab. */
  claim(owner: string, ends: (other: string) => boolean): void;
  /** Destroys all of whoever `ends` names, in every tab. */
  forget(ends: (owner: string) => boolean): void;
  /** True when all that was written rests on the device, false where it cannot. */
  settled(): Promise<boolean>;
  /** This tab has no part in them any more; what is kept stays. */
  close(): void;
}

type Word =
  | ({ type: 'put' } & KeptRecord)
  | { type: 'gone'; owner: string; key: string }
  | { type: 'wiped'; owner: string };

interface Post {
  say(word: Word): void;
  hear(listener: (word: Word) => void): void;
  close(): void;
}

/** Told to the other tabs of this origin; never through the server, and never at rest. */
const openPost = (name: string): Post => {
  const heard: Word[] = [];
  let listener: (word: Word) => void = (word) => heard.push(word);
  try {
    const channel = new BroadcastChannel(name);
    channel.onmessage = ({ data }: MessageEvent<Word>) => listener(data);
    return {
      say: (word) => channel.postMessage(word),
      hear(next) {
        listener = next;
        for (const word of heard.splice(0)) next(word);
      },
      close: () => channel.close(),
    };
  } catch {
    return { say: () => undefined, hear: () => undefined, close: () => undefined };
  }
};

const nobody = '';
const device = 'device';

type Entry = Pick<KeptRecord, 'by' | 'value'>;

const createOwnedValues = (parts: {
  tab: TabLife;
  post: Post;
  records: SealedRecords | null;
}): OwnedValues => {
  const { tab, post, records } = parts;
  const people = new Map<string, Map<string, Entry>>();
  const living = new Set<string>();
  const listeners = new Set<(key: string) => void>();
  let owner = nobody;

  const entriesOf = (person: string): Map<string, Entry> => {
    const entries = people.get(person) ?? new Map<string, Entry>();
    people.set(person, entries);
    return entries;
  };
  const isPerson = (name: string) => name !== nobody && name !== device;
  const tell = (keys: Iterable<string>) => {
    for (const key of [...keys]) for (const listener of [...listeners]) listener(key);
  };
  const isElsewhere = (by: string | undefined) => by !== undefined && living.has(by);

  const put = (person: string, key: string, value: string) => {
    const record = { owner: person, key, by: tab.id, value };
    entriesOf(person).set(key, record);
    records?.put(record);
    post.say({ type: 'put', ...record });
  };
  const wipe = (person: string) => {
    people.delete(person);
    records?.wipe(person);
    post.say({ type: 'wiped', owner: person });
  };
  /** What a tab that has gone left behind is this tab's to finish. */
  const inherit = (by: string) => {
    living.delete(by);
    for (const [key, entry] of entriesOf(owner)) {
      if (entry.by !== by) continue;
      put(owner, key, entry.value);
      tell([key]);
    }
  };
  const meet = (by: string) => {
    if (by === tab.id || living.has(by)) return;
    living.add(by);
    tab.onceGone(by, () => inherit(by));
  };

  const take = ({ owner: person, key, by, value }: KeptRecord) => {
    const entries = entriesOf(person);
    const known = entries.get(key);
    // Two tabs inherited it at once: one of them, the same one for both, goes on with it.
    if (known?.value === value && known.by === tab.id && tab.id < by) return;
    entries.set(key, { by, value });
    if (person === owner) tell([key]);
  };
  const hear = (word: Word) => {
    if (word.type === 'put') {
      meet(word.by);
      take(word);
      return;
    }
    const entries = entriesOf(word.owner);
    const keys = word.type === 'gone' ? [word.key] : [...entries.keys()];
    for (const key of keys) entries.delete(key);
    // A value of this tab may still be on its way to the device, behind the other tab's destroying.
    if (word.type === 'wiped' && records?.isBusy === true) records.wipe(word.owner);
    if (word.owner === owner) tell(keys);
  };

  for (const { owner: person, key, by, value } of records?.found ?? [])
    entriesOf(person).set(key, { by, value });
  for (const other of tab.living) meet(other);
  post.hear(hear);

  const valuesOf = (whose: () => string): KeptValues => ({
    read: (key) => entriesOf(whose()).get(key)?.value ?? null,
    write(key, value) {
      if (entriesOf(whose()).get(key)?.value !== value) put(whose(), key, value);
    },
    remove(key) {
      if (!entriesOf(whose()).delete(key)) return;
      records?.remove(whose(), key);
      post.say({ type: 'gone', owner: whose(), key });
    },
    list: (prefix) =>
      [...entriesOf(whose()).keys()]
        .filter((key) => key.startsWith(prefix))
        .map((key) => key.slice(prefix.length)),
  });

  return {
    ...valuesOf(() => owner),
    isStored: records !== null,
    device: valuesOf(() => device),
    async refresh() {
      await records?.settled();
      for (const record of (await records?.read(device)) ?? []) take(record);
    },
    onForeignChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    isElsewhere: (key) => isElsewhere(entriesOf(owner).get(key)?.by),
    claim(next, ends) {
      if (next === owner) return;
      const before = new Map(entriesOf(owner));
      const unclaimed = entriesOf(nobody);
      for (const [key, { value }] of unclaimed) put(next, key, value);
      if (unclaimed.size > 0) wipe(nobody);
      owner = next;
      const mine = entriesOf(owner);
      for (const [key, { by, value }] of mine)
        if (by !== tab.id && !isElsewhere(by)) put(owner, key, value);
      for (const [person, entries] of [...people]) {
        const isInUse = [...entries.values()].some(({ by }) => isElsewhere(by));
        if (isPerson(person) && person !== owner && !isInUse && ends(person)) wipe(person);
      }
      const keys = new Set([...before.keys(), ...mine.keys()]);
      tell([...keys].filter((key) => before.get(key)?.value !== mine.get(key)?.value));
    },
    forget(ends) {
      for (const person of [...people.keys()]) {
        if (!isPerson(person) || !ends(person)) continue;
        const keys = [...entriesOf(person).keys()];
        wipe(person);
        if (person !== owner) continue;
        owner = nobody;
        tell(keys);
      }
    },
    settled: () => records?.settled() ?? Promise.resolve(false),
    close() {
      listeners.clear();
      post.close();
      tab.end();
    },
  };
};

/** Opens what is kept under `name`. Never rejects: where nothing can be stored, nothing was found. */
export const openOwnedValues = async (name: string): Promise<OwnedValues> => {
  // Listening before reading: what another tab writes meanwhile is newer than what is read.
  const post = openPost(name);
  const [tab, records] = await Promise.all([beginTabLife(name), openSealedRecords(name)]);
  return createOwnedValues({ tab, post, records });
};

/** Values that nobody else sees and nothing outlives. */
export const createLoneValues = (): OwnedValues =>
  createOwnedValues({
    tab: { id: 'lone', living: [], onceGone: () => undefined, end: () => undefined },
    post: { say: () => undefined, hear: () => undefined, close: () => undefined },
    records: null,
  });
