import { requestTypes, type RequestType } from '../../../shared/domain/request-types.js';
import type { PairView } from '../../../shared/views/classifier.js';
import type { Share } from './drift.js';
import type { Tally } from './trace.store.js';

const add = (rows: readonly Tally[]): number => rows.reduce((sum, { count }) => sum + count, 0);

/** Of what the model placed without asking: how much there was of each predicted type, and how much people changed. */
export const computeShares = (tallies: readonly Tally[]): Map<RequestType, Share> =>
  new Map(
    requestTypes.map((requestType) => {
      const own = tallies.filter((row) => row.isDecided && row.predicted === requestType);
      const corrected = own.filter((row) => row.corrected !== undefined);
      return [requestType, { decided: add(own), corrected: add(corrected) }];
    }),
  );

/** What was taken for what, the commonest first; asked or not. */
export const listPairs = (tallies: readonly Tally[]): PairView[] => {
  const pairs = new Map<string, PairView>();
  for (const { predicted, corrected, count } of tallies) {
    if (corrected === undefined) continue;
    const key = `${predicted} ${corrected}`;
    const known = pairs.get(key)?.count ?? 0;
    pairs.set(key, { predicted, corrected, count: known + count });
  }
  return [...pairs.values()].sort(
    (a, b) =>
      b.count - a.count ||
      `${a.predicted} ${a.corrected}`.localeCompare(`${b.predicted} ${b.corrected}`, 'en'),
  );
};
