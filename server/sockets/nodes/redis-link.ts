import { createAdapter } from '@socket.io/redis-adapter';
import { Redis } from 'ioredis';
import type { Server } from 'socket.io';
import type { Logger } from '../../lib/logger.js';
import type { Hint, NodeLink } from './node-link.js';

/** A Redis that has not answered for this long is frozen: nothing more is sent until it answers. */
const answerMs = 2_000;
const probeMs = 1_000;
/** Commands that may wait for a frozen Redis before it is noticed. */
const maxWaiting = 1_000;

const commandDefaults = {
  lazyConnect: true,
  maxRetriesPerRequest: 0,
  retryStrategy: (times: number) => Math.min(100 * 2 ** times, 2_000) * (0.5 + Math.random() / 2),
} as const;

/**
 * The Redis client the adapter publishes by. Every rejection ends here: unhandled it would end the process. Nothing
 * is sent, and so nothing piles up, unless Redis is known to answer.
 */
class Publisher {
  readonly #client: Redis;
  readonly #logger: Logger;
  #isAnswering = false;
  #waiting = 0;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(client: Redis, logger: Logger) {
    this.#client = client;
    this.#logger = logger;
    client.on('close', () => this.#turn(false, 'the connection is lost'));
  }

  get isReady(): boolean {
    return this.#isAnswering && this.#client.status === 'ready';
  }

  async publish(channel: string, message: string | Buffer): Promise<number> {
    if (!this.isReady || this.#waiting >= maxWaiting) return 0;
    this.#waiting += 1;
    try {
      return await this.#client.publish(channel, message);
    } catch {
      // The probe tells what is wrong with it; the database has what was to be told.
      return 0;
    } finally {
      this.#waiting -= 1;
    }
  }

  /** The adapter looks after its own warnings by these. */
  on(event: 'error', listen: (error: Error) => void): this {
    this.#client.on(event, listen);
    return this;
  }
  off(event: 'error', listen: (error: Error) => void): this {
    this.#client.off(event, listen);
    return this;
  }

  async start(): Promise<void> {
    await this.#client.connect().catch(() => undefined);
    await this.#probe();
  }

  stop(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#client.disconnect();
  }

  /** Asks again and again whether Redis answers: a frozen one keeps its connections open. */
  async #probe(): Promise<void> {
    if (this.#isClosed) return;
    try {
      if (this.#client.status === 'ready') {
        await this.#client.ping();
        this.#turn(true, 'it answers');
      }
    } catch (error) {
      this.#turn(false, error instanceof Error ? error.message : 'it does not answer');
    }
    this.#timer = setTimeout(() => void this.#probe(), probeMs).unref();
  }

  #turn(isAnswering: boolean, reason: string): void {
    if (this.#isAnswering === isAnswering || this.#isClosed) return;
    this.#isAnswering = isAnswering;
    if (isAnswering) this.#logger.info({ event: 'redis.ready', reason });
    else this.#logger.warn({ event: 'redis.down', reason });
  }
}

export interface RedisLinkOptions {
  io: Server;
  url: string;
  logger: Logger;
}

/** The other processes on the same Redis, by Socket.IO's own adapter. */
export const createRedisLink = async (options: RedisLinkOptions): Promise<NodeLink> => {
  const { io, url, logger } = options;
  const publishing = new Redis(url, {
    ...commandDefaults,
    commandTimeout: answerMs,
    enableOfflineQueue: false,
  });
  // Its queue holds the few subscriptions of three namespaces, no more: nothing is published by it.
  const subscribing = new Redis(url, { ...commandDefaults, maxRetriesPerRequest: null });
  // Told by the probe, once, instead of at each try to connect.
  for (const client of [publishing, subscribing]) client.on('error', () => undefined);
  const publisher = new Publisher(publishing, logger);
  io.adapter(createAdapter(publisher, subscribing, { key: 'liniya', requestsTimeout: answerMs }));

  const hints = io.of('/');
  const listeners: ((hint: Hint) => void)[] = [];
  hints.on(
    'hint' as never,
    ((hint: Hint) => {
      for (const listen of listeners) listen(hint);
    }) as never,
  );
  void subscribing.connect().catch(() => undefined);
  await publisher.start();

  return {
    get state() {
      return publisher.isReady ? 'ready' : 'down';
    },
    tell(hint) {
      if (publisher.isReady) hints.serverSideEmit('hint', hint);
    },
    onHint(listen) {
      listeners.push(listen);
    },
    close() {
      publisher.stop();
      subscribing.disconnect();
      return Promise.resolve();
    },
  };
};
