import { createStaffLink, type StaffLink } from '../../client/links.js';
import { createReloadOnce } from '../../client/reload-once.js';
import type { Account } from './account.js';

/** The connection of whoever is signed in. A newer server is met by one reload, which fetches its console. */
export const createConnection = (account: Account): StaffLink => {
  const newer = createReloadOnce('liniya.reloaded');
  const link = createStaffLink({ tokens: account, onOutdated: () => newer.reload() });
  link.listen({ connected: () => newer.connected() });
  return link;
};
