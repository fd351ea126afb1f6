import { signal, type ReadonlySignal } from '@preact/signals';
import type { LinkState, Tokens } from '../../client/link.js';
import { createCitizenLink, type CitizenLink } from '../../client/links.js';
import { createReloadOnce } from '../../client/reload-once.js';

export interface Connection {
  readonly link: CitizenLink;
  readonly state: ReadonlySignal<LinkState>;
}

/** The connection of a citizen, and what of it is on the screen. */
export const createConnection = (account: Tokens): Connection => {
  const newer = createReloadOnce('liniya.reloaded');
  const link = createCitizenLink({ tokens: account, onOutdated: () => newer.reload() });
  const state = signal(link.state);
  link.onState((next) => (state.value = next));
  link.listen({ connected: () => newer.connected() });
  // The browser knows at once; a silent connection would be noticed only by its ping.
  addEventListener('offline', () => (state.value = 'offline'));
  addEventListener('online', () => (state.value = link.state));
  return { link, state };
};
