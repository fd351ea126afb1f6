import type { Answer } from '../../client/answer.js';
import { readJson, request as requestAnswer } from '../../client/http.js';
import type { Link, Tokens } from '../../client/link.js';
import type { InputOf, OutputOf } from '../../client/wire.js';
import type { ProblemCode } from '../../shared/protocol/passing.js';

/** A refused event or request; the code says why. */
export class Refusal extends Error {
  constructor(readonly code: ProblemCode) {
    super(`The server refused: ${code}.`);
    this.name = 'Refusal';
  }
}

const unwrap = <T>(answer: Answer<T>): T => {
  if (answer.ok) return answer.data;
  throw new Refusal(answer.code);
};

/** Resolves when connected; from then on it comes back by itself. Fails with `Refusal` where the first try does. */
export const connect = (
  link: Pick<Link<unknown, unknown>, 'onState' | 'start' | 'close'>,
): Promise<void> =>
  new Promise((resolve, reject) => {
    link.onState((state) => {
      if (state === 'online') resolve();
      else reject(new Refusal('no_answer'));
    });
    link.start();
  });

/** Sends an event and gives its answer. Fails with `Refusal`. */
export const ask = async <ToServer, Name extends keyof ToServer & string>(
  link: Pick<Link<ToServer, unknown>, 'request'>,
  name: Name,
  input: InputOf<ToServer, Name>,
): Promise<OutputOf<ToServer, Name>> => unwrap(await link.request(name, input));

/** A JSON request. Fails with `Refusal`. */
export const request = async <View>(
  url: string,
  options: { body?: object; token?: string } = {},
): Promise<View> => {
  const method = options.body === undefined ? 'GET' : 'POST';
  return unwrap(await requestAnswer(url, { ...options, method, read: readJson<View> }));
};

/** Gives a token, renewed by `sign` when it is about to end. */
export const keepToken = (
  sign: () => Promise<{ accessToken: string; expiresAt: string }>,
): (() => Promise<string>) => {
  let tokens: { accessToken: string; expiresAt: string } | null = null;
  return async () => {
    const leftMs = tokens ? Date.parse(tokens.expiresAt) - Date.now() : 0;
    if (!tokens || leftMs < 30_000) tokens = await sign();
    return tokens.accessToken;
  };
};

/** The tokens of one person, who signs in anew where the server refuses the one at hand. */
export const tokensOf = (sign: Parameters<typeof keepToken>[0]): Tokens => {
  let getToken = keepToken(sign);
  return {
    getAccessToken: () => getToken(),
    refresh() {
      getToken = keepToken(sign);
      return getToken();
    },
  };
};
