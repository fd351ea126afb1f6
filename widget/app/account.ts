import { isTrouble } from '../../shared/protocol/passing.js';
import type { CitizenTokensView } from '../../shared/views/accounts.js';
import type { Answer } from '../../client/answer.js';
import type { KeptValues } from './storage.js';
import { lifeMsOf, takeTurns } from './token-life.js';

/** Who writes. The access token lives here, in memory; refresh tokens are kept, so that a guest finds back. */
export interface Account {
  /** A token good for half a minute at least: the one at hand, a refreshed one, or a new guest's. Null: no answer. */
  getAccessToken(): Promise<string | null>;
  /** Drops the token at hand and gets another one; false where nobody answers. */
  refresh(): Promise<boolean>;
  /**
   * Follows the host page: somebody is signed in there, or nobody is. The host is always asked anew, and what was kept
   * of a person who is gone is dropped: on a shared computer the next one must not see the last one's chat.
   */
  setSignedIn(isSignedIn: boolean): Promise<void>;
  /** The citizen who was here before or is signed in at the host page; null for somebody new, who needs no token yet. */
  findCitizen(): Promise<string | null>;
  /** Called with the citizen's id, and again whenever it becomes another one. */
  onCitizen(listener: (citizenId: string) => void): void;
}

export interface AccountParts {
  kept: KeptValues;
  post: (path: string, body: object) => Promise<Answer<CitizenTokensView>>;
  /** A token of the host page for the person signed in there; null where nobody is or the page does not answer. */
  askIdentity: () => Promise<string | null>;
  /** Milliseconds that only grow: a device's clock may be set while the chat is open. */
  readMs?: () => number;
}

type Kind = 'guest' | 'portal';

const marginMs = 30_000;
const keyOf = (kind: Kind) => `refresh.${kind}`;
const isRefused = (answer: Answer<unknown>): boolean => !answer.ok && !isTrouble(answer.code);

export const createAccount = (parts: AccountParts): Account => {
  const { kept, post, askIdentity, readMs = () => performance.now() } = parts;
  const listeners: ((citizenId: string) => void)[] = [];
  let access: { token: string; endsAt: number } | null = null;
  let flight: Promise<string | null> | null = null;
  let citizenId: string | null = null;
  let kind: Kind = 'guest';
  let mustIdentify = false;

  const take = (answer: Answer<CitizenTokensView>): string | null => {
    if (!answer.ok) return null;
    const tokens = answer.data;
    kept.write(keyOf(kind), tokens.refreshToken);
    access = { token: tokens.accessToken, endsAt: readMs() + lifeMsOf(tokens.accessToken) };
    if (tokens.citizenId !== citizenId) {
      citizenId = tokens.citizenId;
      for (const listener of listeners) listener(citizenId);
    }
    return tokens.accessToken;
  };

  /** Null where nothing is kept or the server refused it; only a refusal, never silence or trouble, drops what is kept. */
  const useKept = async (): Promise<Answer<CitizenTokensView> | null> => {
    const refreshToken = kept.read(keyOf(kind));
    if (refreshToken === null) return null;
    const answer = await post('/api/citizen/refresh', { refreshToken });
    if (!isRefused(answer)) return answer;
    kept.remove(keyOf(kind));
    return null;
  };

  const renewPortal = async (): Promise<Answer<CitizenTokensView> | null> => {
    const renewed = mustIdentify ? null : await useKept();
    if (renewed) return renewed;
    const identityToken = await askIdentity();
    const answer =
      identityToken === null ? null : await post('/api/citizen/token', { identityToken });
    if (answer && !isRefused(answer)) {
      mustIdentify = !answer.ok;
      return answer;
    }
    kind = 'guest';
    return null;
  };
  const renew = () =>
    takeTurns(async () => {
      const asPortal = kind === 'portal' ? await renewPortal() : null;
      return take(asPortal ?? (await useKept()) ?? (await post('/api/citizen/token', {})));
    });
  const fly = (): Promise<string | null> => {
    flight ??= renew().finally(() => (flight = null));
    return flight;
  };
  const refresh = async () => {
    access = null;
    return (await fly()) !== null;
  };

  return {
    getAccessToken: () =>
      access && access.endsAt - readMs() > marginMs ? Promise.resolve(access.token) : fly(),
    refresh,
    async setSignedIn(isSignedIn) {
      await flight;
      kind = isSignedIn ? 'portal' : 'guest';
      mustIdentify = isSignedIn;
      if (!isSignedIn) kept.remove(keyOf('portal'));
      access = null;
    },
    async findCitizen() {
      if (kind === 'guest' && kept.read(keyOf('guest')) === null) return null;
      return (await fly()) === null ? null : citizenId;
    },
    onCitizen(listener) {
      listeners.push(listener);
      if (citizenId !== null) listener(citizenId);
    },
  };
};
