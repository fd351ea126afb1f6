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
  trapped?: TrapKind;
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

/** A TCP proxy on loopback in front of one port, for what a network may do to a connection. */
export class TcpProxy {
  readonly #targetPort: number;
  readonly #server: Server;
  readonly #pairs = new Set<Pair>();
  #traps: Trap[] = [];
  #mode: ProxyMode = { kind: 'pass' };
  port = 0;

  private constructor(targetPort: number) {
    this.#targetPort = targetPort;
    this.#server = createServer((client) => this.#accept(client));
  }

  static async before(targetPort: number): Promise<TcpProxy> {
    const proxy = new TcpProxy(targetPort);
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    proxy.port = (proxy.#server.address() as AddressInfo).port;
    return proxy;
  }

  set mode(mode: ProxyMode) {
    const wasHole = this.#mode.kind === 'black_hole';
    this.#mode = mode;
    // What a hole has swallowed is lost: a connection that goes on after it would miss bytes.
    if (mode.kind === 'refuse' || wasHole) this.cut();
  }

  /** Befalls the next question that `isMet` knows; resolves when it has. */
  trap(kind: TrapKind, isMet: (question: Buffer) => boolean): Promise<void> {
    return new Promise((sprung) => this.#traps.push({ isMet, kind, sprung }));
  }

  /** Ends every connection at once, without a word. */
  cut(): void {
    for (const { client, target } of [...this.#pairs]) {
      client.resetAndDestroy();
      target.resetAndDestroy();
    }
  }

  async close(): Promise<void> {
    this.cut();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #accept(client: Socket): void {
    client.on('error', () => undefined);
    if (this.#mode.kind === 'refuse') {
      client.resetAndDestroy();
      return;
    }
    const target = createConnection({ port: this.#targetPort, host: '127.0.0.1' });
    const pair: Pair = { client, target };
    this.#pairs.add(pair);
    const end = () => {
      this.#pairs.delete(pair);
      client.destroy();
      target.destroy();
    };
    for (const socket of [client, target]) {
      socket.setNoDelay(true);
      socket.on('error', end);
      socket.on('close', end);
    }
    let sprung: (() => void) | undefined;
    client.on('data', (bytes) => {
      const trap = this.#traps.find(({ isMet }) => isMet(bytes));
      if (trap) {
        this.#traps = this.#traps.filter((other) => other !== trap);
        pair.trapped = trap.kind;
        ({ sprung } = trap);
      }
      if (pair.trapped === 'drop') sprung?.();
      else this.#carry(bytes, target);
    });
    target.on('data', (bytes) => {
      if (!pair.trapped) this.#carry(bytes, client);
      else if (pair.trapped === 'cut') end();
      if (pair.trapped) sprung?.();
    });
  }

  #carry(bytes: Buffer, to: Socket): void {
    const mode = this.#mode;
    if (mode.kind === 'black_hole') return;
    const write = () => !to.destroyed && to.write(bytes);
    if (mode.kind === 'slow') setTimeout(write, mode.ms);
    else write();
  }
}
