import { randomUUID } from 'node:crypto';
import type { Answer } from '../../../client/answer.js';
import { createFeed, type Feed } from '../../../client/feed.js';
import { createOutbox, type Outbox, type Outgoing, type Pending } from '../../../client/outbox.js';
import type { LogPage } from '../../../client/wire.js';
import { isPassing } from '../../../shared/protocol/passing.js';
import { keptIn } from '../../../client/kept-values.js';
import type { Screen, Send } from './history.js';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** An event as one side sees it. */
export interface Shown {
  eventId: string;
  /** `seq` for staff, `publicSeq` for a citizen. */
  number: number;
  /** ISO 8601, when it was stored. */
  at: string;
  clientMessageId?: string;
}

/** How one side joins, reads and writes: the product's own link and courier beneath. */
export interface Way {
  join(sessionId: string): Promise<Answer<number>>;
  sync(sessionId: string, after: number): Promise<Answer<LogPage<Shown>>>;
  send(
    message: Outgoing,
    follows: string | undefined,
  ): Promise<Answer<{ event: Shown; head: number }>>;
}

interface ShownSession {
  feed: Feed<Shown>;
  eventIds: string[];
  lagsMs: number[];
  isLost: boolean;
}

/** Somebody with the product's own client, who writes down what was said and what came of it. */
export class RigPerson {
  readonly sends: Send[] = [];
  readonly #personId: string;
  readonly #way: Way;
  readonly #sessions = new Map<string, ShownSession>();
  readonly #outbox: Outbox<Outgoing>;
  /** Sends that nothing is known of yet. */
  #open: Send[] = [];
  #settled: (() => void)[] = [];
  /** Nobody begins anything new any more. */
  isStopping = false;
  /** Nothing is waited for any more. */
  isOver = false;

  constructor(personId: string, way: Way) {
    this.#personId = personId;
    this.#way = way;
    this.#outbox = createOutbox<Outgoing>({
      kept: keptIn(),
      send: (message, follows) => this.#send(message, follows),
      onChange: (pending) => this.#settle(pending),
    });
  }

  /** Until there is an answer that will not change; null after `isOver`. */
  async insist<T>(ask: () => Promise<Answer<T>>): Promise<Answer<T> | null> {
    for (let tries = 0; !this.isOver; tries += 1) {
      const answer = await ask();
      if (answer.ok || !isPassing(answer.code)) return answer;
      await pause(Math.min(100 * 2 ** tries, 1_500));
    }
    return null;
  }

  say(sessionId: string, text: string): Send {
    const clientMessageId = randomUUID();
    const send: Send = {
      ...{ clientMessageId, sessionId, authorId: this.#personId, text },
      ...{ outcome: 'unknown', invokedAt: Date.now() },
    };
    this.sends.push(send);
    this.#open.push(send);
    this.#outbox.add({ clientMessageId, sessionId, text, attachments: [] });
    return send;
  }

  /** Every word has been answered. */
  async whenSent(): Promise<void> {
    while (this.#open.length > 0 && !this.isOver) {
      await new Promise<void>((resolve) => this.#settled.push(resolve));
    }
  }

  /** Connected, for the first time or again. */
  arrive(): void {
    this.#outbox.wake();
    for (const { feed } of this.#sessions.values()) feed.join();
  }

  hear(sessionId: string, event: Shown): void {
    this.#sessions.get(sessionId)?.feed.take(event);
  }

  hearHeads(heads: readonly { sessionId: string; head: number }[]): void {
    for (const { sessionId, head } of heads) this.#sessions.get(sessionId)?.feed.takeBeacon(head);
  }

  /** Puts a session on the screen, or asks for it again where it was taken away. */
  show(sessionId: string): void {
    const known = this.#sessions.get(sessionId);
    if (known) {
      known.isLost = false;
      known.feed.join();
      return;
    }
    const [eventIds, lagsMs, openedAt]: [string[], number[], number] = [[], [], Date.now()];
    const feed = createFeed<Shown>({
      numberOf: ({ number }) => number,
      join: () => this.#way.join(sessionId),
      sync: (after) => this.#way.sync(sessionId, after),
      onProblem: () => this.lose(sessionId),
      onEvents: (events) => {
        for (const { eventId, at, clientMessageId } of events) {
          eventIds.push(eventId);
          if (Date.parse(at) > openedAt) lagsMs.push(Date.now() - Date.parse(at));
          if (clientMessageId !== undefined) this.#outbox.confirm(clientMessageId);
        }
      },
    });
    this.#sessions.set(sessionId, { feed, eventIds, lagsMs, isLost: false });
    feed.join();
  }

  /** It went out of sight. */
  lose(sessionId: string): void {
    const session = this.#sessions.get(sessionId);
    if (session) session.isLost = true;
  }

  /** It is in sight, after it was not. */
  find(sessionId: string): void {
    if (this.#sessions.get(sessionId)?.isLost === true) this.show(sessionId);
  }

  /** What the screens show, without asking for anything. */
  look(): Screen[] {
    return [...this.#sessions].map(([sessionId, { eventIds, lagsMs, isLost }]) => ({
      ...{ sessionId, personId: this.#personId, lagsMs, isLost, takenAt: Date.now() },
      eventIds: [...eventIds],
    }));
  }

  close(): void {
    this.isOver = true;
    this.#outbox.close();
    for (const { feed } of this.#sessions.values()) feed.close();
    for (const resolve of this.#settled.splice(0)) resolve();
  }

  async #send(message: Outgoing, follows: string | undefined): Promise<Answer<unknown>> {
    const answer = await this.#way.send(message, follows);
    const feed = this.#sessions.get(message.sessionId)?.feed;
    if (answer.ok && feed) {
      feed.take(answer.data.event);
      feed.takeHead(answer.data.head);
    }
    return answer;
  }

  #settle(pending: readonly Pending[]): void {
    if (this.isOver) return;
    const still = new Map(pending.map((message) => [message.clientMessageId, message]));
    this.#open = this.#open.filter((send) => {
      const { clientMessageId } = send;
      const message = still.get(clientMessageId);
      if (message?.state === 'sending') return true;
      if (message && message.code === undefined) {
        send.isAskedAgain = true;
        setTimeout(() => this.#outbox.retry(clientMessageId), 0);
        return true;
      }
      send.outcome = message ? 'failed' : 'ok';
      send.answeredAt = Date.now();
      if (message?.code !== undefined) send.code = message.code;
      if (message) setTimeout(() => this.#outbox.drop(clientMessageId), 0);
      return false;
    });
    for (const resolve of this.#settled.splice(0)) resolve();
  }
}
