import type { ErrorView } from '../shared/protocol/errors.js';
import { noAnswer, type Answer, type Problem } from './answer.js';
import type { Tokens } from './link.js';

export interface Http {
  get<T>(path: string): Promise<Answer<T>>;
  post<T>(path: string, body?: object): Promise<Answer<T>>;
  put<T>(path: string, body: object): Promise<Answer<T>>;
  getBlob(path: string): Promise<Answer<Blob>>;
}

/** The refusal in an answer's body; where it is a proxy's page, what the status says. */
export const problemOf = (status: number, body: string): Problem => {
  try {
    const view = JSON.parse(body) as Partial<ErrorView>;
    if (typeof view.code === 'string') {
      return { ok: false, code: view.code, ...(view.details ? { details: view.details } : {}) };
    }
  } catch {
    // Not ours.
  }
  if (status === 401) return { ok: false, code: 'unauthenticated' };
  return { ok: false, code: status === 413 ? 'file_too_large' : 'no_answer' };
};

const headersOf = (body: object | undefined, token: string | undefined) => ({
  ...(body ? { 'content-type': 'application/json' } : {}),
  ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
});

/**
 * One request. Silence for 15 s, a broken connection and a proxy's error page are all `no_answer`. A file may take longer
 * to arrive, once it has begun to.
 */
export const request = async <T>(
  path: string,
  options: {
    body?: object | undefined;
    method?: string;
    token?: string;
    isFile?: boolean;
    read: (response: Response) => Promise<T>;
  },
): Promise<Answer<T>> => {
  const { body, token, method = 'GET', isFile = false, read } = options;
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), 15_000);
  try {
    const response = await fetch(path, {
      method,
      signal: patience.signal,
      headers: headersOf(body, token),
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!response.ok) return problemOf(response.status, await response.text());
    if (isFile) clearTimeout(timer);
    return { ok: true, data: await read(response) };
  } catch {
    return noAnswer;
  } finally {
    clearTimeout(timer);
  }
};

/** The answer's body; an answer without one (204) has none to read. */
export const readJson = async <T>(response: Response): Promise<T> =>
  (response.status === 204 ? {} : await response.json()) as T;

/** Requests in somebody's name. A token that has just ended is renewed once. */
export const createHttp = (tokens: Tokens, address = ''): Http => {
  const askToken = () => tokens.getAccessToken().catch(() => null);
  const send = async <T>(
    path: string,
    options: {
      body?: object | undefined;
      method?: string;
      isFile?: boolean;
      read: (response: Response) => Promise<T>;
    },
  ): Promise<Answer<T>> => {
    const token = await askToken();
    if (token === null) return noAnswer;
    const answer = await request(address + path, { ...options, token });
    if (answer.ok || (answer.code !== 'token_expired' && answer.code !== 'unauthenticated'))
      return answer;
    await tokens.refresh().catch(() => undefined);
    const fresh = await askToken();
    return fresh === null ? noAnswer : request(address + path, { ...options, token: fresh });
  };
  return {
    get: <T>(path: string) => send<T>(path, { read: readJson }),
    post: <T>(path: string, body?: object) =>
      send<T>(path, { method: 'POST', body, read: readJson }),
    put: <T>(path: string, body: object) => send<T>(path, { method: 'PUT', body, read: readJson }),
    getBlob: (path) => send(path, { isFile: true, read: (response) => response.blob() }),
  };
};
