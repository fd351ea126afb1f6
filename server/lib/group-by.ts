/** Groups in the order of their first item each, items in theirs. */
export const groupBy = <T, Key>(items: Iterable<T>, keyOf: (item: T) => Key): Map<Key, T[]> =>
  groupByEach(items, (item) => [keyOf(item)]);

/** The same where an item stands in several groups, or in none. */
export const groupByEach = <T, Key>(
  items: Iterable<T>,
  keysOf: (item: T) => Iterable<Key>,
): Map<Key, T[]> => {
  const groups = new Map<Key, T[]>();
  for (const item of items) {
    for (const key of keysOf(item)) {
      const group = groups.get(key);
      if (group) group.push(item);
      else groups.set(key, [item]);
    }
  }
  return groups;
};
