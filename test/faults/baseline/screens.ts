/** What is wrong with one screen, beside what is stored. */
export interface ScreenFaults {
  /** Stored and not shown. */
  missing: number;
  /** Shown once more than it should be. */
  repeated: number;
  /** Shown after something that was stored later. */
  misplaced: number;
}

/** `wanted`: ids in the order they are stored in; each should stand on the screen once, in that order. */
export const compareScreen = <Id>(shown: readonly Id[], wanted: readonly Id[]): ScreenFaults => {
  const places = new Map(wanted.map((id, place) => [id, place]));
  const seen = new Set<Id>();
  const faults = { missing: 0, repeated: 0, misplaced: 0 };
  let last = -1;
  for (const id of shown) {
    if (seen.has(id)) {
      faults.repeated += 1;
      continue;
    }
    seen.add(id);
    const place = places.get(id) ?? -1;
    if (place < last) faults.misplaced += 1;
    last = Math.max(last, place);
  }
  faults.missing = wanted.filter((id) => !seen.has(id)).length;
  return faults;
};
