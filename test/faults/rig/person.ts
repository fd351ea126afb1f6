import { io, type Socket } from 'socket.io-client';
import type { AckResult } from '../../../shared/protocol/ack.js';
import { isPassing } from '../../../shared/protocol/passing.js';
import { PROTOCOL_VERSION } from '../../../shared/protocol/version.js';
import type { Screen, Send } from './history.js';

const answerMs = 3_000;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

interface Shown {
  eventId: string;
  number: number;
  /** Milliseconds since the epoch. */
  storedAt: number;
}

/** One session on somebody's screen: what is next is added, what is older dropped, a gap asks for what is missing. */
class Feed {
  readonly shown: Shown[] = [];
  readonly lagsMs: number[] = [];
  readonly openedAt = Date.now();
  isSyncing = false;

  get head(): number {
    return this.shown.at(-1)?.number ?? 0;
  }

  /** False where something is missing before it. */
  take(event: Shown): boolean {
    if (event.number <= this.head) return true;
    if (event.number !== this.head + 1) return false;
    this.shown.push(event);
    if (event.storedAt > this.openedAt) this.lagsMs.push(Date.now() - event.storedAt);
    return true;
  }
}

/** A client as the product's are: joins and syncs after each connect, sends under one id until it is acknowledged. */
export class RigPerson {
  readonly socket: Socket;
  readonly sends: Send[] = [];
  readonly #feeds = new Map<string, Feed>();
  readonly #personId: string;
  readonly #isStaff: boolean;
  #outbox: Promise<void> = Promise.resolve();
  /** Nobody begins anything new any more. */
  isStopping = false;
  /** Nothing is waited for any more. */
  isOver = false;

  constructor(options: {
    address: string;
    namespace: 'citizen' | 'staff';
    personId: string;
    getToken: () => Promise<string>;
  }) {
    this.#personId = options.personId;
    this.#isStaff = options.namespace === 'staff';
    this.socket = io(`${options.address}/${options.namespace}`, {
      transports: ['websocket'],
      forceNew: true,
      reconnectionDelay: 100,
      reconnectionDelayMax: 1_000,
      auth: (give) => {
        options.getToken().then(
          (token) => give({ token, protocol: PROTOCOL_VERSION }),
          () => give({ protocol: PROTOCOL_VERSION }),
        );
      },
    });
    // A refused handshake is not tried again by the library.
    this.socket.on('connect_error', () => {
      if (!this.socket.active && !this.isOver) setTimeout(() => this.socket.connect(), 500);
    });
    this.socket.on('disconnect', () => {
      if (!this.socket.active && !this.isOver) setTimeout(() => this.socket.connect(), 500);
    });
    this.socket.on('connect', () => {
      for (const sessionId of this.#feeds.keys()) void this.#rejoin(sessionId);
    });
    this.socket.on('session:event', (update: { sessionId: string; event: never }) =>
      this.#hear(update.sessionId, this.#read(update.event)),
    );
    this.socket.on('session:head', (heads: { sessionId: string; head: number }[]) => {
      for (const { sessionId, head } of heads) {
        if (head > (this.#feeds.get(sessionId)?.head ?? head)) void this.#sync(sessionId);
      }
    });
    this.socket.on('presence:ping', (acknowledge: () => void) => acknowledge());
  }

  /** One try. `no_answer` where nobody acknowledged in time. */
  async ask<Data>(
    name: string,
    input: object,
  ): Promise<AckResult<Data> | { ok: false; code: 'no_answer' }> {
    try {
      return (await this.socket.timeout(answerMs).emitWithAck(name, input)) as AckResult<Data>;
    } catch {
      return { ok: false, code: 'no_answer' };
    }
  }

  /** Until there is an answer that will not change; null after `isOver`. */
  async insist<Data>(name: string, input: object): Promise<AckResult<Data> | null> {
    for (let tries = 0; !this.isOver; tries += 1) {
      const result = await this.ask<Data>(name, input);
      if (result.ok || !isPassing(result.code)) return result as AckResult<Data>;
      await pause(Math.min(100 * 2 ** tries, 1_500));
    }
    return null;
  }

  /** Puts a word into the outbox: in order, one under way, the same id on every try. */
  say(sessionId: string, clientMessageId: string, text: string): Promise<void> {
    const send: Send = {
      ...{ clientMessageId, sessionId, authorId: this.#personId, text },
      ...{ outcome: 'unknown', invokedAt: Date.now() },
    };
    this.sends.push(send);
    this.#outbox = this.#outbox.then(async () => {
      const input = { sessionId, clientMessageId, text, attachmentIds: [] };
      const result = await this.insist<object>(
        'message:send',
        this.#isStaff ? { ...input, audience: 'all' } : input,
      );
      if (!result) return;
      send.outcome = result.ok ? 'ok' : 'failed';
      if (!result.ok) send.code = result.code;
      send.answeredAt = Date.now();
    });
    return this.#outbox;
  }

  get whenSent(): Promise<void> {
    return this.#outbox;
  }

  show(sessionId: string): void {
    if (this.#feeds.has(sessionId)) return;
    this.#feeds.set(sessionId, new Feed());
    void this.#rejoin(sessionId);
  }

  /** What the screens show, without asking for anything. */
  look(): Screen[] {
    return [...this.#feeds].map(([sessionId, { shown, lagsMs }]) => ({
      ...{ sessionId, personId: this.#personId, lagsMs, takenAt: Date.now() },
      eventIds: shown.map(({ eventId }) => eventId),
    }));
  }

  close(): void {
    this.isOver = true;
    this.socket.disconnect();
  }

  #read(event: { eventId: string; seq: number; publicSeq: number; at: string }): Shown {
    const number = this.#isStaff ? event.seq : event.publicSeq;
    return { eventId: event.eventId, number, storedAt: Date.parse(event.at) };
  }

  #hear(sessionId: string, event: Shown): void {
    const feed = this.#feeds.get(sessionId);
    if (feed && !feed.take(event)) void this.#sync(sessionId);
  }

  async #rejoin(sessionId: string): Promise<void> {
    await this.ask('session:join', { sessionId });
    await this.#sync(sessionId);
  }

  async #sync(sessionId: string): Promise<void> {
    const feed = this.#feeds.get(sessionId);
    if (!feed || feed.isSyncing) return;
    feed.isSyncing = true;
    try {
      for (let isMore = true; isMore;) {
        const result = await this.ask<{ events: never[]; head: number }>('session:sync', {
          ...{ sessionId, after: feed.head },
        });
        if (!result.ok) return;
        for (const event of result.data.events) feed.take(this.#read(event));
        isMore = result.data.events.length > 0 && feed.head < result.data.head;
      }
    } finally {
      feed.isSyncing = false;
    }
  }
}
