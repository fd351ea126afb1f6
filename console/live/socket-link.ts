import { io, type Socket } from 'socket.io-client';
import type { ServerToStaff, StaffToServer } from '../../shared/protocol/staff-events.js';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.js';
import { limits } from '../../shared/limits.js';
import type { Account } from './account.js';
import { computeDelayMs } from './backoff.js';
import type { InputOf, LinkResult, OutputOf, StaffLink, StaffListeners } from './staff-link.js';

type StaffSocket = Socket<ServerToStaff, StaffToServer>;

const reloadKey = 'liniya.reloaded-for-protocol';

const codeOf = (error: Error & { data?: { code?: string } }): string =>
  error.data?.code ?? error.message;

/** A newer server: one reload fetches the console that speaks its protocol. Once, so that a stale cache cannot loop. */
const reloadOnce = (): void => {
  if (sessionStorage.getItem(reloadKey) !== null) return;
  sessionStorage.setItem(reloadKey, String(PROTOCOL_VERSION));
  location.reload();
};

/** Answers how to end it: a console that is closed does not come back. */
const keepConnected = (socket: StaffSocket, account: Account): (() => void) => {
  let refusals = 0;
  let isClosed = false;
  let pause: ReturnType<typeof setTimeout> | undefined;
  const comeBack = async () => {
    await account.refresh();
    // Signed out: nobody is to come back. Nobody answered: the sign-in may be fine, and it is tried again.
    if (isClosed || account.store.getState().status !== 'signed_in') return;
    refusals += 1;
    clearTimeout(pause);
    pause = setTimeout(() => socket.connect(), refusals > 1 ? computeDelayMs(refusals) : 0);
  };
  socket.on('connect', () => {
    refusals = 0;
    sessionStorage.removeItem(reloadKey);
  });
  socket.on('connect_error', (error) => {
    // An active socket retries by itself; a refused handshake does not, so the reason is mended and it goes again.
    if (socket.active) return;
    const code = codeOf(error);
    if (code === 'protocol_mismatch') {
      reloadOnce();
      return;
    }
    void comeBack();
  });
  socket.on('disconnect', (reason) => {
    if (reason === 'io server disconnect') void comeBack();
  });
  return () => {
    isClosed = true;
    clearTimeout(pause);
    socket.close();
  };
};

/** The Socket.IO connection of a signed-in member of staff. Reconnects by itself, with a fresh token each time. */
export const createSocketLink = (account: Account): StaffLink => {
  const socket: StaffSocket = io('/staff', {
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
  socket.on('presence:ping', (acknowledge) => acknowledge());
  const close = keepConnected(socket, account);

  return {
    async request<E extends keyof StaffToServer>(event: E, input: InputOf<E>) {
      if (!socket.connected) return { ok: false, code: 'no_answer' };
      try {
        // Socket.IO cannot infer the acknowledgement of a generic event name; the event map above is what both sides hold.
        const emit = socket.timeout(limits.message.ackTimeoutMs).emitWithAck.bind(socket) as (
          name: string,
          payload: unknown,
        ) => Promise<LinkResult<OutputOf<E>>>;
        return await emit(event, input);
      } catch {
        return { ok: false, code: 'no_answer' };
      }
    },
    signal(event, input) {
      if (socket.connected) socket.volatile.emit(event, input, () => undefined);
    },
    listen(listeners: StaffListeners) {
      const { connected, disconnected, ...events } = listeners;
      if (connected) socket.on('connect', connected);
      if (disconnected) socket.on('disconnect', disconnected);
      for (const [name, listener] of Object.entries(events)) {
        socket.on(name as keyof ServerToStaff, listener);
      }
      if (!socket.active) socket.connect();
    },
    close,
  };
};
