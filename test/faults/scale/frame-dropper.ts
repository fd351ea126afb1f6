import { once } from 'node:events';
import {
  createConnection,
  createServer,
  type AddressInfo,
  type Server,
  type Socket,
} from 'node:net';

/** Bytes of a whole frame at the beginning of `bytes`, or null where it is not all there (RFC 6455, unmasked). */
const frameLength = (bytes: Buffer): number | null => {
  if (bytes.length < 2) return null;
  const short = bytes.readUInt8(1) & 0x7f;
  if (short < 126) return 2 + short <= bytes.length ? 2 + short : null;
  if (short === 127) throw new Error('A frame of more than 64 KB.');
  if (bytes.length < 4) return null;
  const length = 4 + bytes.readUInt16BE(2);
  return length <= bytes.length ? length : null;
};

/** Between one WebSocket client and its server: swallows whole frames on the way to the client, and nothing else. */
export class FrameDropper {
  readonly #target: number;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  /** Frames to the client with these words in them are swallowed. */
  dropping: string | null = null;
  dropped = 0;
  port = 0;

  constructor(target: number) {
    this.#target = target;
    this.#server = createServer((client) => this.#accept(client));
  }

  async listen(): Promise<this> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    this.port = (this.#server.address() as AddressInfo).port;
    return this;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #accept(client: Socket): void {
    const server = createConnection({ port: this.#target, host: '127.0.0.1' });
    for (const socket of [client, server]) {
      this.#sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        client.destroy();
        server.destroy();
        this.#sockets.delete(socket);
      });
    }
    client.pipe(server);
    let isUpgraded = false;
    let rest = Buffer.alloc(0);
    server.on('data', (bytes: Buffer) => {
      rest = Buffer.concat([rest, bytes]);
      if (!isUpgraded) {
        const end = rest.indexOf('\r\n\r\n');
        if (end === -1) return;
        client.write(rest.subarray(0, end + 4));
        rest = rest.subarray(end + 4);
        isUpgraded = true;
      }
      for (let length = frameLength(rest); length !== null; length = frameLength(rest)) {
        const frame = rest.subarray(0, length);
        rest = rest.subarray(length);
        if (this.dropping !== null && frame.includes(this.dropping)) this.dropped += 1;
        else client.write(frame);
      }
    });
  }
}
