import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Tokens } from '../../client/link.js';
import type { DemoSignInInput, SignInInput } from '../../shared/schemas/http.js';
import { errorCodes, type ErrorCode, type ErrorView } from '../../shared/protocol/errors.js';
import type { StaffMeView, StaffTokensView } from '../../shared/views/accounts.js';
import type { ProblemCode } from '../../shared/protocol/passing.js';

export interface AccountState {
  status: 'starting' | 'signed_out' | 'signed_in';
  me?: StaffMeView;
  /** Why somebody who was signed in no longer is. */
  reason?: 'session_revoked';
}

export type SignInResult =
  { ok: true } | { ok: false; code: ProblemCode; details?: Record<string, unknown> };

/** Who is signed in in this tab. The access token lives here, in memory, and nowhere else. */
export interface Account extends Tokens {
  store: StoreApi<AccountState>;
  /** Takes up the tab's earlier sign-in, if its cookie still holds. */
  resume(): Promise<boolean>;
  signIn(login: string, password: string): Promise<SignInResult>;
  signInAsDemo(role: DemoSignInInput['role']): Promise<SignInResult>;
  /** One flight at a time over all tabs that share the cookie; false where the sign-in is over or nobody answers. */
  refresh(): Promise<boolean>;
  /** A token that is good for some seconds at least; null when signed out. */
  getAccessToken(): Promise<string | null>;
  isOver(): boolean;
  signOut(): Promise<void>;
}

/** A token this close to its end is renewed before it is used. */
const renewBeforeMs = 60_000;

/** A question that nobody answers is given up after this long. */
const patienceMs = 15_000;

const readProblem = async (response: Response): Promise<SignInResult> => {
  const view = (await response.json().catch(() => ({}))) as Partial<ErrorView>;
  const code = errorCodes.find((known) => known === view.code) ?? ('internal' satisfies ErrorCode);
  return { ok: false, code, ...(view.details === undefined ? {} : { details: view.details }) };
};

/** The server has said no to this sign-in. Silence, trouble on its side (5xx), «try again» and «too often» say nothing. */
const isRefusal = (status: number): boolean =>
  status >= 400 && status < 500 && status !== 409 && status !== 429;

const readTokens = (response: Response): Promise<StaffTokensView | null> =>
  response.json().then(
    (tokens) => tokens as StaffTokensView,
    () => null,
  );

/** Set while somebody is signed in, so that a first visit does not ask for a cookie that cannot be there. */
const markOf = (tabId: string): string => `liniya.signed-in.${tabId}`;

export const createAccount = (tabId: string, storage: Storage = sessionStorage): Account => {
  const store = createStore<AccountState>(() => ({ status: 'starting' }));
  let tokens: StaffTokensView | null = null;
  let renewal: ReturnType<typeof setTimeout> | undefined;
  let flight: Promise<boolean> | null = null;
  const sessionPath = `/api/staff/sessions/${tabId}`;
  const markKey = markOf(tabId);

  const isFresh = (marginMs: number) =>
    tokens !== null && Date.parse(tokens.expiresAt) - Date.now() > marginMs;

  const accept = (next: StaffTokensView): void => {
    tokens = next;
    clearTimeout(renewal);
    const lifeMs = Date.parse(next.expiresAt) - Date.now();
    renewal = setTimeout(() => void refresh(), Math.max(lifeMs - renewBeforeMs, 1_000));
    storage.setItem(markKey, 'yes');
    store.setState({ status: 'signed_in', me: next.me, reason: undefined });
  };

  const drop = (): void => {
    tokens = null;
    clearTimeout(renewal);
    storage.removeItem(markKey);
  };

  const forget = (): void => {
    drop();
    const wasSignedIn = store.getState().status === 'signed_in';
    store.setState({
      status: 'signed_out',
      me: undefined,
      reason: wasSignedIn ? 'session_revoked' : undefined,
    });
  };

  const post = (path: string, body?: SignInInput | DemoSignInInput) =>
    fetch(path, {
      method: 'POST',
      // A server that hangs must not hold the connection's next try for ever.
      signal: AbortSignal.timeout(patienceMs),
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });

  const rotate = async (): Promise<boolean> => {
    const before = tokens?.accessToken;
    return navigator.locks.request(`liniya-refresh-${tabId}`, async () => {
      if (tokens !== null && tokens.accessToken !== before) return true;
      const response = await post(`${sessionPath}/refresh`).catch(() => null);
      if (response !== null && isRefusal(response.status)) {
        forget();
        return false;
      }
      // A connection cut in the middle of the answer is silence too.
      const next = response?.ok ? await readTokens(response) : null;
      if (next) {
        accept(next);
        return true;
      }
      clearTimeout(renewal);
      renewal = setTimeout(() => void refresh(), 5_000);
      return false;
    });
  };

  const refresh = (): Promise<boolean> => {
    flight ??= rotate().finally(() => {
      flight = null;
    });
    return flight;
  };

  const signInAt = async (path: string, body: SignInInput | DemoSignInInput) => {
    const response = await post(path, body).catch(() => null);
    if (response === null) return { ok: false, code: 'no_answer' } as const;
    if (!response.ok) return readProblem(response);
    accept((await response.json()) as StaffTokensView);
    return { ok: true } as const;
  };

  return {
    store,
    resume() {
      if (storage.getItem(markKey) !== null) return refresh();
      store.setState({ status: 'signed_out' });
      return Promise.resolve(false);
    },
    signIn: (login, password) => signInAt('/api/staff/sign-in', { login, password, tabId }),
    signInAsDemo: (role) => signInAt('/api/demo/sign-in', { role, tabId }),
    refresh,
    async getAccessToken() {
      if (!isFresh(5_000)) await refresh();
      return tokens?.accessToken ?? null;
    },
    isOver: () => store.getState().status !== 'signed_in',
    async signOut() {
      const token = tokens?.accessToken;
      store.setState({ status: 'signed_out', me: undefined, reason: undefined });
      drop();
      await fetch(sessionPath, {
        method: 'DELETE',
        headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      }).catch(() => null);
    },
  };
};
