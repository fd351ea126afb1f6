/** Two texts that share this part of their letter groups say the same thing in the same words. */
const nearDuplicateJaccard = 0.7;
const groupLength = 4;

const listGroups = (text: string): Set<string> => {
  const plain = text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  // Where there is no letter the signs are the message: «???» does not repeat «👍».
  const framed = ` ${plain || text.trim()} `;
  const groups = new Set<string>();
  for (let i = 0; i <= Math.max(0, framed.length - groupLength); i += 1)
    groups.add(framed.slice(i, i + groupLength));
  return groups;
};

const computeJaccard = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
  let shared = 0;
  for (const group of a) if (b.has(group)) shared += 1;
  return shared / (a.size + b.size - shared);
};

/** The texts that near-duplicates of a given one must be among: an index over the rarest letter groups. */
class GroupIndex {
  readonly #groups: Set<string>[];
  readonly #textsOf = new Map<string, number[]>();

  constructor(texts: readonly string[]) {
    this.#groups = texts.map(listGroups);
    this.#groups.forEach((groups, index) => {
      for (const group of groups) {
        const list = this.#textsOf.get(group);
        if (list) list.push(index);
        else this.#textsOf.set(group, [index]);
      }
    });
  }

  /** Whoever shares `nearDuplicateJaccard` of the groups shares one of the first few, in whatever order they stand. */
  find(text: string): number | undefined {
    const groups = listGroups(text);
    const rarestFirst = [...groups].sort((a, b) => this.#count(a) - this.#count(b));
    const mustShare = Math.floor(groups.size * (1 - nearDuplicateJaccard)) + 1;
    const candidates = new Set(
      rarestFirst.slice(0, mustShare).flatMap((group) => this.#textsOf.get(group) ?? []),
    );
    for (const index of candidates) {
      const other = this.#groups[index];
      if (other && computeJaccard(groups, other) >= nearDuplicateJaccard) return index;
    }
    return undefined;
  }

  #count(group: string): number {
    return this.#textsOf.get(group)?.length ?? 0;
  }
}

export interface NearDuplicate<T> {
  text: T;
  /** What it repeats. */
  of: T;
}

/** Those of `texts` that nearly repeat one of `others`, case, punctuation and a few letters apart. */
export const findNearDuplicates = <T extends { text: string }>(
  texts: readonly T[],
  others: readonly T[],
): NearDuplicate<T>[] => {
  const index = new GroupIndex(others.map(({ text }) => text));
  return texts.flatMap((text) => {
    const found = index.find(text.text);
    const of = found === undefined ? undefined : others[found];
    return of === undefined ? [] : [{ text, of }];
  });
};

/** `texts` without the near-duplicates of `others`. */
export const dropNearDuplicates = <T extends { text: string }>(
  texts: readonly T[],
  others: readonly T[],
): T[] => {
  const repeated = new Set(findNearDuplicates(texts, others).map(({ text }) => text));
  return texts.filter((text) => !repeated.has(text));
};
