import { io, type Socket } from 'socket.io-client';
import type { AckResult } from '../../shared/protocol/ack.js';
import type { ErrorCode } from '../../shared/protocol/errors.js';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.js';

type InputOf<Events, Name extends keyof Events> = Events[Name] extends (
  input: infer Input,
  ack: never,
) => void
  ? Input
  : never;

type OutputOf<Events, Name extends keyof Events> = Events[Name] extends (
  input: never,
  ack: (result: AckResult<infer Output>) => void,
) => void
  ? Output
  : never;

/** A refused event or request; the code says why. */
export class Refusal extends Error {
  constructor(readonly code: ErrorCode | 'no_answer') {
    super(`The server refused: ${code}.`);
    this.name = 'Refusal';
  }
}

const answerMs = 10_000;

/** A typed Socket.IO connection to one namespace. It comes back by itself, each time with a token asked for anew. */
export class Connection<ToServer, ToClient> {
  readonly #socket: Socket;

  constructor(address: string, namespace: 'citizen' | 'staff', getToken: () => Promise<string>) {
    this.#socket = io(`${address}/${namespace}`, {
      transports: ['websocket'],
      forceNew: true,
      autoConnect: false,
      auth: (answer) => {
        getToken().then(
          (token) => answer({ token, protocol: PROTOCOL_VERSION }),
          () => answer({ protocol: PROTOCOL_VERSION }),
        );
      },
    });
  }

  /** Resolves when connected. Rejects where the first try fails. */
  async open(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#socket.once('connect', resolve);
      this.#socket.once('connect_error', reject);
      this.#socket.connect();
    });
  }

  /** Again after each reconnect too. */
  onConnect(listen: () => void): void {
    this.#socket.on('connect', listen);
  }

  on<Name extends keyof ToClient & string>(name: Name, listen: ToClient[Name]): void {
    this.#socket.on(name, listen as never);
  }

  /** Sends an event and gives its answer. Fails with `Refusal`, `no_answer` after ten seconds. */
  async ask<Name extends keyof ToServer & string>(
    name: Name,
    input: InputOf<ToServer, Name>,
  ): Promise<OutputOf<ToServer, Name>> {
    let result: AckResult<OutputOf<ToServer, Name>>;
    try {
      result = (await this.#socket.timeout(answerMs).emitWithAck(name, input)) as typeof result;
    } catch {
      throw new Refusal('no_answer');
    }
    if (!result.ok) throw new Refusal(result.code);
    return result.data;
  }

  close(): void {
    this.#socket.disconnect();
  }
}

/** A JSON request. Fails with `Refusal`. */
export const request = async <View>(
  url: string,
  options: { body?: object; token?: string } = {},
): Promise<View> => {
  const { body, token } = options;
  const response = await fetch(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch(() => {
    throw new Refusal('no_answer');
  });
  if (response.ok) return (await response.json()) as View;
  const view = (await response.json().catch(() => ({}))) as { code?: ErrorCode };
  throw new Refusal(view.code ?? 'internal');
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
