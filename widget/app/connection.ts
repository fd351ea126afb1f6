import { signal } from '@preact/signals';
import { io, type Socket } from 'socket.io-client';
import { limits } from '../../shared/limits.js';
import type { CitizenToServer, ServerToCitizen } from '../../shared/protocol/citizen-events.js';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.js';
import type { Account } from './account.js';
import { noAnswer, type Answer } from './answer.js';
import { computeDelayMs } from './backoff.js';
import type { InputOf, Link, LinkState, OutputOf } from './link.js';

type CitizenSocket = Socket<ServerToCitizen, CitizenToServer>;

const reloadKey = 'liniya.reloaded';

const codeOf = (error: Error & { data?: { code?: string } }): string =>
  error.data?.code ?? error.message;

/** A newer server: one reload fetches the widget that speaks its protocol. Once, so that a stale cache cannot loop. */
const reloadOnce = (): boolean => {
  try {
    if (sessionStorage.getItem(reloadKey) !== null) return false;
    sessionStorage.setItem(reloadKey, '1');
  } catch {
    return false;
  }
  location.reload();
  return true;
};

const watchConnection = (
  socket: CitizenSocket,
  account: Account,
  show: (state: LinkState) => void,
): void => {
  let refusals = 0;
  const comeBack = async () => {
    await account.refresh();
    refusals += 1;
    setTimeout(() => socket.connect(), refusals > 1 ? computeDelayMs(refusals) : 0);
  };
  socket.on('connect', () => {
    refusals = 0;
    show('online');
    try {
      sessionStorage.removeItem(reloadKey);
    } catch {
      // Without storage there was no mark either.
    }
  });
  socket.on('connect_error', (error) => {
    show('offline');
    // An active socket tries again by itself; a refused handshake does not, so the reason is mended first.
    if (socket.active) return;
    if (codeOf(error) !== 'protocol_mismatch') void comeBack();
    else if (!reloadOnce()) show('outdated');
  });
  socket.on('disconnect', (reason) => {
    show('offline');
    if (reason === 'io server disconnect') void comeBack();
  });
  // The browser knows at once; a silent connection would be noticed only by its ping.
  addEventListener('offline', () => show('offline'));
  addEventListener('online', () => {
    if (socket.connected) show('online');
  });
};

/** The Socket.IO connection of a citizen. It comes back by itself, with a fresh token each time. */
export const createConnection = (account: Account): Link => {
  const state = signal<LinkState>('connecting');
  const socket: CitizenSocket = io('/citizen', {
    autoConnect: false,
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: 8_000,
    auth: (give) => {
      void account.getAccessToken().then((token) => {
        give({ token: token ?? '', protocol: PROTOCOL_VERSION });
      });
    },
  });
  watchConnection(socket, account, (next) => (state.value = next));

  return {
    state,
    async request<E extends keyof CitizenToServer>(event: E, input: InputOf<E>) {
      if (!socket.connected) return noAnswer;
      try {
        // Socket.IO cannot infer the acknowledgement of a generic event name; the map above is what both sides hold.
        const emit = socket.timeout(limits.message.ackTimeoutMs).emitWithAck.bind(socket) as (
          name: string,
          payload: unknown,
        ) => Promise<Answer<OutputOf<E>>>;
        return await emit(event, input);
      } catch {
        return noAnswer;
      }
    },
    signal(event, input) {
      if (socket.connected) socket.volatile.emit(event, input, () => undefined);
    },
    listen({ connected, ...events }) {
      if (connected) socket.on('connect', connected);
      for (const [name, listener] of Object.entries(events)) {
        socket.on(name as keyof ServerToCitizen, listener);
      }
    },
    start() {
      socket.disconnect();
      socket.connect();
    },
  };
};
