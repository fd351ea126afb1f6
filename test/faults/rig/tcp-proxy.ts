import { once } from 'node:events';
import {
  createConnection,
  createServer,
  type AddressInfo,
  type Server,
  type Socket,
} from 'node:net';

/** What a proxy does to the bytes that pass. */
export type ProxyMode =
  | { kind: 'pass' }
  /** Each piece is held back this long, in both directions. */
  | { kind: 'slow'; ms: number }
  /** Connections stay open and nothing arrives. */
  | { kind: 'black_hole' }
  /** New connections are refused, open ones cut. */
  | { kind: 'refuse' };

interface Pair {
  client: Socket;
  target: Socket;
}

/** A TCP proxy on loopback between a client and one of several targets: the first that takes the connection. */
export class TcpProxy {
  readonly #targets: () => readonly number[];
  readonly #server: Server;
  readonly #pairs = new Set<Pair>();
  #mode: ProxyMode = { kind: 'pass' };
  /** Answers are cut after so many bytes of the next connection that has some: the question has arrived. */
  #cutAfterBytes: number | null = null;
  port = 0;

  constructor(targets: () => readonly number[]) {
    this.#targets = targets;
    this.#server = createServer((client) => void this.#accept(client));
  }

  async listen(): Promise<this> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    this.port = (this.#server.address() as AddressInfo).port;
    return this;
  }

  set mode(mode: ProxyMode) {
    const wasHole = this.#mode.kind === 'black_hole';
    this.#mode = mode;
    // What a hole has swallowed is lost: a connection that goes on after it would miss bytes.
    if (mode.kind === 'refuse' || wasHole) this.cut();
  }

  /** Ends every connection at once, without a word. */
  cut(): void {
    for (const { client, target } of [...this.#pairs]) {
      client.resetAndDestroy();
      target.resetAndDestroy();
    }
  }

  cutAnswerAfter(bytes: number): void {
    this.#cutAfterBytes = bytes;
  }

  async close(): Promise<void> {
    this.cut();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #accept(client: Socket): Promise<void> {
    client.on('error', () => undefined);
    if (this.#mode.kind === 'refuse') return void client.resetAndDestroy();
    const target = await this.#connect();
    if (!target || client.destroyed) {
      client.resetAndDestroy();
      target?.destroy();
      return;
    }
    client.setNoDelay(true);
    target.setNoDelay(true);
    const pair = { client, target };
    this.#pairs.add(pair);
    const end = () => {
      this.#pairs.delete(pair);
      client.destroy();
      target.destroy();
    };
    for (const socket of [client, target]) {
      socket.on('error', end);
      socket.on('close', end);
    }
    client.on('data', (bytes) => this.#carry(bytes, target));
    target.on('data', (bytes) => {
      if (this.#cutAfterBytes !== null) {
        this.#cutAfterBytes -= bytes.length;
        if (this.#cutAfterBytes <= 0) {
          this.#cutAfterBytes = null;
          end();
          return;
        }
      }
      this.#carry(bytes, client);
    });
  }

  async #connect(): Promise<Socket | null> {
    for (const port of this.#targets()) {
      const target = createConnection({ port, host: '127.0.0.1' });
      target.on('error', () => undefined);
      const isOpen = await new Promise<boolean>((resolve) => {
        target.once('connect', () => resolve(true));
        target.once('close', () => resolve(false));
      });
      if (isOpen) return target;
    }
    return null;
  }

  #carry(bytes: Buffer, to: Socket): void {
    const mode = this.#mode;
    if (mode.kind === 'black_hole') return;
    if (mode.kind !== 'slow') return void to.write(bytes);
    setTimeout(() => {
      if (!to.destroyed) to.write(bytes);
    }, mode.ms);
  }
}
