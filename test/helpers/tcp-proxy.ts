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
  trap?: Trap;
}

/**
 * What befalls one question: `cut` ends the connection when its answer comes, `hold` swallows the answer and `drop`
 * the question itself, with the connection left open.
 */
type TrapKind = 'cut' | 'hold' | 'drop';

interface Trap {
  isMet: (question: Buffer) => boolean;
  kind: TrapKind;
  sprung: () => void;
}

/** A TCP proxy on loopback between a client and one of several targets: the first that takes the connection. */
export class TcpProxy {
  readonly #targets: () => readonly number[];
  readonly #server: Server;
  readonly #pairs = new Set<Pair>();
  readonly #traps = new Set<Trap>();
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

  /** Befalls the next question that `isMet` knows; resolves when it has. */
  trap(kind: TrapKind, isMet: (question: Buffer) => boolean): Promise<void> {
    return new Promise((sprung) => this.#traps.add({ isMet, kind, sprung }));
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
    const pair: Pair = { client, target };
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
    client.on('data', (bytes) => this.#ask(pair, bytes));
    target.on('data', (bytes) => {
      if (pair.trap) {
        if (pair.trap.kind === 'cut') end();
        pair.trap.sprung();
      } else if (this.#isCutNow(bytes)) end();
      else this.#carry(bytes, client);
    });
  }

  #ask(pair: Pair, bytes: Buffer): void {
    for (const trap of this.#traps) {
      if (pair.trap || !trap.isMet(bytes)) continue;
      this.#traps.delete(trap);
      pair.trap = trap;
    }
    if (pair.trap?.kind === 'drop') pair.trap.sprung();
    else this.#carry(bytes, pair.target);
  }

  #isCutNow(bytes: Buffer): boolean {
    if (this.#cutAfterBytes === null) return false;
    this.#cutAfterBytes -= bytes.length;
    if (this.#cutAfterBytes > 0) return false;
    this.#cutAfterBytes = null;
    return true;
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
