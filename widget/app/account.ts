import { isTrouble } from '../../shared/protocol/passing.js';
import type { CitizenTokensView } from '../../shared/views/accounts.js';
import type { Answer } from '../../client/answer.js';
import type { OwnedValues } from '../../client/kept/owned-values.js';
import type { KeptValues } from './storage.js';
import { lifeMsOf, takeTurns } from './token-life.js';

/** Who writes. Tokens live here, in memory; only a guest's refresh token is kept, so that they find back. */
export interface Account {
  /** A token good for half a minute at least: the one at hand, a refreshed one, or a new guest's. Null: no answer. */
  getAccessToken(): Promise<string | null>;
  /** Drops the token at hand and gets another one; false where nobody answers. */
  refresh(): Promise<boolean>;
  /**
   * Follows the host page: somebody is signed in there, nobody is, or it did not say (null). The host is always asked
   * anew, and what was kept of a person who is gone is destroyed: on a shared computer the next one must not see it.
   */
  setSignedIn(isSignedIn: boolean | null): Promise<void>;
  /** The citizen who was here before or is signed in at the host page; null for somebody new, who needs no token yet. */
  findCitizen(): Promise<string | null>;
  /** Called with the citizen's id, and again whenever it becomes another one. */
  onCitizen(listener: (citizenId: string) => void): void;
}

export interface AccountParts {
  kept: KeptValues;
  /** Whose words the device keeps. */
  words: Pick<OwnedValues, 'claim' | 'forget' | 'refresh' | 'settled'>;
  post: (path: string, body: object) => Promise<Answer<CitizenTokensView>>;
  /** A token of the host page for the person signed in there; null where nobody is or the page does not answer. */
  askIdentity: () => Promise<string | null>;
  /** Milliseconds that only grow: a device's clock may be set while the chat is open. */
  readMs?: () => number;
}

type Kind = 'guest' | 'portal';

const marginMs = 30_000;
const guestKey = 'refresh.guest';
/** An older widget kept this one too. */
const portalKey = 'refresh.portal';
const isOf = (kind: Kind) => (owner: string) => owner.startsWith(`${kind}.`);
const isRefused = (answer: Answer<unknown>): boolean => !answer.ok && !isTrouble(answer.code);

export const createAccount = (parts: AccountParts): Account => {
  const { kept, words, post, askIdentity, readMs = () => performance.now() } = parts;
  const listeners: ((citizenId: string) => void)[] = [];
  let access: { token: string; endsAt: number } | null = null;
  let flight: Promise<string | null> | null = null;
  let citizenId: string | null = null;
  let kind: Kind = 'guest';
  let mustIdentify = false;
  /** Of no use to the next page, which asks its host anew; so it never rests on the device. */
  let portalToken: string | null = null;
  kept.remove(portalKey);

  const keep = (refreshToken: string | null) => {
    if (kind === 'portal') portalToken = refreshToken;
    else if (refreshToken === null) kept.remove(guestKey);
    else kept.write(guestKey, refreshToken);
  };
  /** A guest's words end with another guest or somebody signed in; those of a person only with another one. */
  const claim = () =>
    words.claim(`${kind}.${citizenId ?? ''}`, kind === 'guest' ? isOf('guest') : () => true);

  const take = (answer: Answer<CitizenTokensView>): string | null => {
    if (!answer.ok) return null;
    const tokens = answer.data;
    keep(tokens.refreshToken);
    access = { token: tokens.accessToken, endsAt: readMs() + lifeMsOf(tokens.accessToken) };
    const isOther = tokens.citizenId !== citizenId;
    citizenId = tokens.citizenId;
    claim();
    if (isOther) {
      for (const listener of listeners) listener(citizenId);
    }
    return tokens.accessToken;
  };

  /** Null where nothing is kept or the server refused it; only a refusal, never silence or trouble, drops what is kept. */
  const useKept = async (): Promise<Answer<CitizenTokensView> | null> => {
    const refreshToken = kind === 'portal' ? portalToken : kept.read(guestKey);
    if (refreshToken === null) return null;
    const answer = await post('/api/citizen/refresh', { refreshToken });
    if (!isRefused(answer)) return answer;
    keep(null);
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
      await words.refresh();
      const asPortal = kind === 'portal' ? await renewPortal() : null;
      const token = take(asPortal ?? (await useKept()) ?? (await post('/api/citizen/token', {})));
      // The next tab's turn begins with what this one made.
      await words.settled();
      return token;
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
      kind = isSignedIn === true ? 'portal' : 'guest';
      mustIdentify = isSignedIn === true;
      portalToken = null;
      if (isSignedIn === false) words.forget(isOf('portal'));
      access = null;
    },
    async findCitizen() {
      if (kind === 'guest' && kept.read(guestKey) === null) return null;
      return (await fly()) === null ? null : citizenId;
    },
    onCitizen(listener) {
      listeners.push(listener);
      if (citizenId !== null) listener(citizenId);
    },
  };
};
