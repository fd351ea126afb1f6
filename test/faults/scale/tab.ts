import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import type { AckResult } from '../../../shared/protocol/ack.js';
import type { CitizenSnapshot } from '../../../shared/protocol/citizen-events.js';
import { isPassing } from '../../../shared/protocol/passing.js';
import { PROTOCOL_VERSION } from '../../../shared/protocol/version.js';
import { consentFor } from '../../helpers/clients.js';
import type { Send } from '../rig/history.js';

const answerMs = 8_000;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

interface Shown {
  eventId: string;
  publicSeq: number;
}

/** A citizen's tab, as light as can be: thousands fit into one process. Comes back as the widget does. */
export class Tab {
  readonly socket: Socket;
  readonly eventIds: string[];
  readonly sends: Send[] = [];
  sessionId: string;
  /** Joined and synced since the last connect. */
  isInSync = false;
  /** When that was last achieved, ms since the epoch. */
  inSyncAt = 0;
  /** How often the connection was lost. */
  cuts = 0;
  #underWay: string[] = [];
  #isSyncing = false;
  #isOver = false;
  #wake: () => void = () => undefined;
  /** Resolves when something has changed. */
  change = Promise.resolve();

  constructor(address: string, token: string, known = { sessionId: '', eventIds: [] as string[] }) {
    this.sessionId = known.sessionId;
    this.eventIds = [...known.eventIds];
    this.#tell();
    this.socket = io(`${address}/citizen`, {
      ...{ transports: ['websocket'], forceNew: true },
      ...{ reconnectionDelay: 500, reconnectionDelayMax: 8_000 },
      auth: { token, protocol: PROTOCOL_VERSION },
    });
    this.socket.on('connect', () => void this.#arrive());
    this.socket.on('disconnect', () => {
      this.cuts += 1;
      this.isInSync = false;
      this.#insistOnConnecting();
    });
    this.socket.on('connect_error', () => this.#insistOnConnecting());
    this.socket.on('session:event', ({ event }: { event: Shown }) => {
      if (!this.#take(event)) void this.#sync();
    });
    this.socket.on('session:head', (heads: { sessionId: string; head: number }[]) => {
      const head = heads.find(({ sessionId }) => sessionId === this.sessionId)?.head ?? 0;
      if (head > this.eventIds.length) void this.#sync();
    });
  }

  async open(text: string): Promise<void> {
    const opening = {
      ...{ clientSessionId: randomUUID(), locale: 'ru', channel: 'widget' },
      ...{ consents: consentFor(true), message: { clientMessageId: randomUUID(), text } },
    };
    const result = await this.#insist<CitizenSnapshot>('session:open', () => opening);
    if (!result?.ok) throw new Error(`Not opened: ${result?.code ?? 'over'}`);
    await this.show(result.data.session.sessionId);
  }

  async show(sessionId: string): Promise<void> {
    this.sessionId = sessionId;
    await this.#arrive();
  }

  /** Until there is an answer that will not change, under one id. */
  async say(authorId: string, text: string): Promise<void> {
    const { sessionId } = this;
    const clientMessageId = randomUUID();
    const send: Send = {
      ...{ clientMessageId, sessionId, authorId, text },
      ...{ outcome: 'unknown', invokedAt: Date.now() },
    };
    this.sends.push(send);
    const before = this.#underWay.at(-1);
    this.#underWay.push(clientMessageId);
    const input = { sessionId, clientMessageId, text, attachmentIds: [] };
    // As the product's outbox: a word names the one before it that is still on its way.
    const isBeforeOpen = () => before !== undefined && this.#underWay.includes(before);
    const result = await this.#insist('message:send', () =>
      isBeforeOpen() ? { ...input, follows: before } : input,
    );
    if (!result) return;
    this.#underWay = this.#underWay.filter((id) => id !== clientMessageId);
    send.outcome = result.ok ? 'ok' : 'failed';
    if (!result.ok) send.code = result.code;
    send.answeredAt = Date.now();
  }

  async callSenior(): Promise<void> {
    await this.#insist('escalation:request', () => ({ sessionId: this.sessionId }));
  }

  close(): void {
    this.#isOver = true;
    this.socket.disconnect();
  }

  #tell(): void {
    this.#wake();
    this.change = new Promise((resolve) => (this.#wake = resolve));
  }

  /** The library does not come back by itself from a refused handshake. */
  #insistOnConnecting(): void {
    if (this.socket.active || this.#isOver) return;
    setTimeout(() => {
      if (!this.#isOver) this.socket.connect();
    }, 500);
  }

  async #ask<Data>(name: string, input: object) {
    try {
      return (await this.socket.timeout(answerMs).emitWithAck(name, input)) as AckResult<Data>;
    } catch {
      return { ok: false as const, code: 'no_answer' as const };
    }
  }

  async #insist<Data>(name: string, inputOf: () => object) {
    for (let tries = 0; !this.#isOver; tries += 1) {
      const result = await this.#ask<Data>(name, inputOf());
      if (result.ok || !isPassing(result.code)) return result;
      await pause(Math.min(200 * 2 ** tries, 3_000));
    }
    return null;
  }

  #take({ eventId, publicSeq }: Shown): boolean {
    if (publicSeq <= this.eventIds.length) return true;
    if (publicSeq !== this.eventIds.length + 1) return false;
    this.eventIds.push(eventId);
    this.#tell();
    return true;
  }

  /** Join, then sync, until both have succeeded on this connection. */
  async #arrive(): Promise<void> {
    const { sessionId, socket } = this;
    if (sessionId === '') return;
    const { id } = socket;
    const isStillHere = () => socket.connected && socket.id === id && !this.#isOver;
    while (isStillHere()) {
      const joined = await this.#ask('session:join', { sessionId });
      if (joined.ok && (await this.#sync()) && isStillHere()) {
        this.isInSync = true;
        this.inSyncAt = Date.now();
        this.#tell();
        return;
      }
      if (isStillHere()) await pause(100);
    }
  }

  /** True when the list has reached the head the server named. */
  async #sync(): Promise<boolean> {
    if (this.#isSyncing) return false;
    this.#isSyncing = true;
    try {
      for (;;) {
        const after = this.eventIds.length;
        const { sessionId } = this;
        const page = await this.#ask<{ events: Shown[]; head: number }>('session:sync', {
          ...{ sessionId, after },
        });
        if (!page.ok) return false;
        for (const event of page.data.events) this.#take(event);
        if (this.eventIds.length >= page.data.head) return true;
        if (page.data.events.length === 0) return false;
      }
    } finally {
      this.#isSyncing = false;
    }
  }
}
