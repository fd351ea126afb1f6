import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import { limits } from '../shared/limits.js';
import type { ErrorCode } from '../shared/protocol/errors.js';
import { isTrouble } from '../shared/protocol/passing.js';
import { PROTOCOL_VERSION } from '../shared/protocol/version.js';
import { noAnswer, type Answer } from './answer.js';
import { computeDelayMs } from './backoff.js';
import type { InputOf, OutputOf } from './wire.js';

/** `outdated`: the server speaks another protocol, and nobody does anything about it. */
export type LinkState = 'connecting' | 'online' | 'offline' | 'outdated';

export type LinkListeners<ToClient> = Partial<ToClient> & {
  /** Connected, for the first time or again. */
  connected?: () => void;
  disconnected?: () => void;
};

/** A typed Socket.IO connection that comes back by itself. */
export interface Link<ToServer, ToClient> {
  readonly state: LinkState;
  /** Milliseconds since anything last worked: 0 while it does. */
  readonly troubledForMs: number;
  /** Never rejects; a silent server is `no_answer` after `timeoutMs` (`limits.message.ackTimeoutMs`). */
  request<E extends keyof ToServer & string>(
    event: E,
    input: InputOf<ToServer, E>,
    timeoutMs?: number,
  ): Promise<Answer<OutputOf<ToServer, E>>>;
  /** Sent if the connection is up this instant, else dropped: typing marks. */
  signal(event: 'typing:set', input: InputOf<ToServer, 'typing:set' & keyof ToServer>): void;
  listen(listeners: LinkListeners<ToClient>): void;
  onState(listener: (state: LinkState) => void): void;
  /** True once connected, false where that takes longer. */
  whenOnline(patienceMs: number): Promise<boolean>;
  /** Connects, or connects anew as the person the token now names. */
  start(): void;
  close(): void;
}

/** Who connects. */
export interface Tokens {
  /** Asked at every handshake; null or a rejection: there is none to be had now. */
  getAccessToken(): Promise<string | null>;
  /** Drops the token at hand and gets another one. */
  refresh(): Promise<unknown>;
  /** Signed out: nobody is to come back. */
  isOver?: () => boolean;
}

export interface LinkParts {
  /** The namespace, with the server's address where it is not the page's own: `/citizen`. */
  url: string;
  tokens: Tokens;
  /** The server speaks another protocol; true where something is done about it, a reload for one. */
  onOutdated?: () => boolean;
  options?: Partial<ManagerOptions & SocketOptions>;
}

/** A handshake that is not answered: some proxies let a WebSocket hang rather than fail. */
const connectTimeoutMs = 10_000;

const codeOf = (error: Error & { data?: { code?: string } }): string =>
  error.data?.code ?? error.message;

/** Comes back after what the library does not come back from: a refused handshake, a disconnect by the server. */
const keepComing = (
  socket: Socket,
  { tokens, onOutdated }: LinkParts,
  show: (state: LinkState) => void,
): { stop: () => void } => {
  let refusals = 0;
  let turn = 0;
  let pause: ReturnType<typeof setTimeout> | undefined;

  const stop = () => {
    turn += 1;
    clearTimeout(pause);
  };
  const comeBack = async (code: string) => {
    stop();
    const mine = turn;
    // A database that restarts refuses too, and says nothing about the token.
    if (!isTrouble(code as ErrorCode)) await tokens.refresh().catch(() => undefined);
    if (mine !== turn || tokens.isOver?.() === true) return;
    refusals += 1;
    pause = setTimeout(() => socket.connect(), refusals > 1 ? computeDelayMs(refusals) : 0);
  };
  socket.on('connect', () => {
    refusals = 0;
    show('online');
  });
  socket.on('connect_error', (error) => {
    show('offline');
    if (socket.active) {
      // The library tries again by itself, and always the same way first: where that one hangs, the other had no turn.
      const { opts } = socket.io;
      if (error.message === 'timeout') opts.transports = opts.transports?.slice().reverse();
      return;
    }
    const code = codeOf(error);
    if (code !== 'protocol_mismatch') void comeBack(code);
    else if (onOutdated?.() !== true) show('outdated');
  });
  socket.on('disconnect', (reason) => {
    show('offline');
    if (reason === 'io server disconnect') void comeBack('unauthenticated');
  });
  return { stop };
};

export const createLink = <ToServer, ToClient>(parts: LinkParts): Link<ToServer, ToClient> => {
  const listeners = new Set<(state: LinkState) => void>();
  let state: LinkState = 'connecting';
  let troubledAt: number | null = performance.now();
  const socket: Socket = io(parts.url, {
    autoConnect: false,
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: 8_000,
    timeout: connectTimeoutMs,
    ...parts.options,
    auth: (give) => {
      const hand = (token: string | null) =>
        give({ token: token ?? '', protocol: PROTOCOL_VERSION });
      parts.tokens.getAccessToken().then(hand, () => hand(null));
    },
  });
  const show = (next: LinkState) => {
    if (next === 'online') troubledAt = null;
    else troubledAt ??= performance.now();
    state = next;
    for (const listener of [...listeners]) listener(next);
  };
  const coming = keepComing(socket, parts, show);
  socket.onAny(() => (troubledAt = null));

  return {
    get state() {
      return state;
    },
    get troubledForMs() {
      return troubledAt === null ? 0 : performance.now() - troubledAt;
    },
    async request<E extends keyof ToServer & string>(
      event: E,
      input: InputOf<ToServer, E>,
      timeoutMs: number = limits.message.ackTimeoutMs,
    ) {
      if (!socket.connected) return noAnswer;
      const askedAt = performance.now();
      try {
        const answer: unknown = await socket.timeout(timeoutMs).emitWithAck(event, input);
        troubledAt = null;
        return answer as Answer<OutputOf<ToServer, E>>;
      } catch {
        troubledAt ??= askedAt;
        return noAnswer;
      }
    },
    signal(event, input) {
      if (socket.connected) socket.volatile.emit(event, input, () => undefined);
    },
    listen({ connected, disconnected, ...events }) {
      if (connected) socket.on('connect', connected);
      if (disconnected) socket.on('disconnect', disconnected);
      for (const [name, listener] of Object.entries(events)) {
        socket.on(name, listener as (...parts: unknown[]) => void);
      }
    },
    onState: (listener) => void listeners.add(listener),
    whenOnline: (patienceMs) =>
      new Promise((resolve) => {
        if (socket.connected) {
          resolve(true);
          return;
        }
        const settle = (isOnline: boolean) => {
          clearTimeout(timer);
          listeners.delete(listen);
          resolve(isOnline);
        };
        const listen = (next: LinkState) => next === 'online' && settle(true);
        const timer = setTimeout(() => settle(false), patienceMs);
        listeners.add(listen);
      }),
    start() {
      coming.stop();
      socket.disconnect();
      socket.connect();
    },
    close() {
      coming.stop();
      socket.disconnect();
    },
  };
};
