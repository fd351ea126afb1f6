import type { Domain } from '../compose/domain.js';
import { cannedReplies } from './canned-replies.js';
import { buildPools, requestTypeTitles } from './reference-data.js';

/** What every installation needs: pools, request types, ready answers. Adds what is missing, changes nothing. */
export const seedReferenceData = async (
  domain: Pick<Domain, 'stores' | 'reload'>,
  escalationWindowMs: number,
): Promise<void> => {
  await domain.stores.pools.addMissing(buildPools(escalationWindowMs), requestTypeTitles);
  await domain.stores.cannedReplies.addMissing(cannedReplies);
  await domain.reload();
};
