import { once } from 'node:events';
import {
  createConnection,
  createServer,
  type AddressInfo,
  type Server,
  type Socket,
} from 'node:net';

/** Bytes of a whole frame's head and payload at the beginning of `bytes`; null where it is not all there (RFC 6455, unmasked). */
const measureFrame = (bytes: Buffer): { head: number; length: number } | null => {
  if (bytes.length < 2) return null;
  const short = bytes.readUInt8(1) & 0x7f;
  const head = short < 126 ? 2 : short === 126 ? 4 : 10;
  if (bytes.length < head) return null;
  const payload =
    short < 126 ? short : short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  return head + payload <= bytes.length ? { head, length: head + payload } : null;
};

/**
 * Where one person's connections come in, as at a proxy that is sticky by address: always to the same node, until that
 * one does not say a byte; then to the next. Can swallow whole WebSocket frames on the way to the person, and nothing else.
 */
export class Door {
  readonly #targets: readonly number[];
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #turn: number;
  /** Frames to the person whose payload it knows are swallowed. */
  dropping: ((payload: Buffer) => boolean) | null = null;
  dropped = 0;
  port = 0;

  constructor(targets: readonly number[], turn = 0) {
    this.#targets = targets;
    this.#turn = turn;
    this.#server = createServer((client) => this.#accept(client));
  }

  async listen(): Promise<this> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    this.port = (this.#server.address() as AddressInfo).port;
    return this;
  }

  get address(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #accept(client: Socket): void {
    const turn = this.#turn;
    const port = this.#targets[turn % this.#targets.length] ?? 0;
    const server = createConnection({ port, host: '127.0.0.1' });
    let isHeard = false;
    server.once('data', () => (isHeard = true));
    for (const socket of [client, server]) {
      this.#sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        client.destroy();
        server.destroy();
        this.#sockets.delete(socket);
        if (socket === server && !isHeard && this.#turn === turn) this.#turn += 1;
      });
    }
    client.pipe(server);
    this.#carryBack(server, client);
  }

  #carryBack(server: Socket, client: Socket): void {
    let mode: 'unknown' | 'frames' | 'bytes' = 'unknown';
    let rest: Buffer = Buffer.alloc(0);
    server.on('data', (bytes: Buffer) => {
      if (mode === 'bytes') return void client.write(bytes);
      rest = Buffer.concat([rest, bytes]);
      if (mode === 'unknown') {
        const end = rest.indexOf('\r\n\r\n');
        if (end === -1) return;
        mode = rest.includes('HTTP/1.1 101') ? 'frames' : 'bytes';
        const now = mode === 'frames' ? end + 4 : rest.length;
        client.write(rest.subarray(0, now));
        rest = rest.subarray(now);
      }
      if (mode === 'frames') rest = this.#carryFrames(rest, client);
    });
  }

  /** What is left: a frame that is not all there yet. */
  #carryFrames(bytes: Buffer, client: Socket): Buffer {
    let rest = bytes;
    for (let size = measureFrame(rest); size; size = measureFrame(rest)) {
      const frame = rest.subarray(0, size.length);
      rest = rest.subarray(size.length);
      if (this.dropping?.(frame.subarray(size.head)) === true) this.dropped += 1;
      else client.write(frame);
    }
    return rest;
  }
}

/** A Socket.IO acknowledgement: engine.io message, ack packet. */
export const isAck = (payload: Buffer): boolean => payload.subarray(0, 2).toString() === '43';
export const isEvent =
  (name: string) =>
  (payload: Buffer): boolean =>
    payload.includes(`["${name}"`);
