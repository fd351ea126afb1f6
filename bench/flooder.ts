import { io } from 'socket.io-client';
import { PROTOCOL_VERSION } from '../shared/protocol/version.js';
import type { CitizenTokensView } from '../shared/views/accounts.js';

/**
 * Somebody who wants everybody else to wait: a new guest from a new address, again and again, each of whom sends frames as
 * fast as they go until the connection is cut. Prints how long each one had, in ms. Runs until it is ended.
 */
const address = `http://127.0.0.1:${process.env['BENCH_PORT'] ?? ''}`;
const framesAtOnce = 500;

const signIn = async (guest: number): Promise<string> => {
  const response = await fetch(`${address}/api/citizen/token`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-forwarded-for': `10.99.${String(guest >> 8)}.${String(guest & 255)}`,
    },
    body: '{}',
  });
  return ((await response.json()) as CitizenTokensView).accessToken;
};

const flood = (token: string): Promise<number> =>
  new Promise((resolve) => {
    const socket = io(`${address}/citizen`, {
      ...{ transports: ['websocket'], forceNew: true, reconnection: false },
      auth: { token, protocol: PROTOCOL_VERSION },
    });
    socket.once('connect', () => {
      const startedAt = performance.now();
      socket.once('disconnect', () => resolve(performance.now() - startedAt));
      const send = () => {
        if (!socket.connected) return;
        for (let count = 0; count < framesAtOnce; count += 1)
          socket.emit('session:sync', { sessionId: 'x', after: 0 }, () => undefined);
        setImmediate(send);
      };
      send();
    });
  });

process.stdout.write('ready 0\n');
for (let guest = 1; ; guest += 1) {
  const ms = await flood(await signIn(guest));
  process.stdout.write(`cut ${ms.toFixed(0)}\n`);
}
