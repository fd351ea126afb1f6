import type { Request, Response } from 'express';
import { DomainError } from '../lib/domain-error.js';
import { isOwnOrigin } from '../lib/own-origin.js';

const name = 'liniya_refresh';

/** One cookie a tab's session: the path covers its refresh and its sign-out and nothing else. */
const pathOf = (tabId: string): string => `/api/staff/sessions/${tabId}`;

export interface RefreshCookie {
  /** The tab's refresh token. Fails with `unauthenticated` without one, with `forbidden` where a foreign page asks. */
  get(request: Request): string;
  set(response: Response, tabId: string, refreshToken: string, lifeMs: number): void;
  clear(response: Response, tabId: string): void;
}

/**
 * Browsers say where a request comes from; what a cookie allows is done for our own pages only. `SameSite` alone lets
 * in other ports and sister domains. Old browsers send no `Sec-Fetch-Site`, but every one an `Origin` with a POST.
 */
const assertOwnPage = ({ headers }: Request, publicUrl: string | undefined): void => {
  const { origin, host, 'sec-fetch-site': site } = headers;
  const isForeign =
    (site !== undefined && site !== 'same-origin') ||
    (origin !== undefined && !isOwnOrigin(origin, host, publicUrl));
  if (isForeign) throw new DomainError('forbidden', 'This is for our own pages.');
};

/** The cookie of staff sessions: for this site alone, out of reach of scripts, and over TLS where the site is. */
export const createRefreshCookie = (config: { publicUrl?: string }): RefreshCookie => {
  const secure = config.publicUrl?.startsWith('https:') ?? false;
  const optionsOf = (tabId: string) =>
    ({ httpOnly: true, sameSite: 'strict', secure, path: pathOf(tabId) }) as const;
  return {
    get(request) {
      assertOwnPage(request, config.publicUrl);
      const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
      const pair = pairs.find((candidate) => candidate.startsWith(`${name}=`));
      if (pair === undefined) throw new DomainError('unauthenticated', 'Nobody is signed in here.');
      return pair.slice(name.length + 1);
    },
    set(response, tabId, refreshToken, lifeMs) {
      response.cookie(name, refreshToken, { ...optionsOf(tabId), maxAge: Math.max(lifeMs, 0) });
    },
    clear(response, tabId) {
      response.clearCookie(name, optionsOf(tabId));
    },
  };
};
