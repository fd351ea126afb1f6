import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import type { Send } from '../rig/history.js';
import type { ChatHandshake } from './protocol.js';

/** The tutorial's page: retries until acknowledged, appends what comes, remembers the last id it has seen. */
export class ChatClient {
  readonly author: string;
  readonly sends: Send[] = [];
  /** Ids in the order in which they stand on the screen. */
  readonly screens = new Map<string, number[]>();
  readonly #socket: Socket;
  readonly #handshake: ChatHandshake;
  #underWay = 0;

  constructor(address: string, author: string, rooms: string[]) {
    this.author = author;
    for (const room of rooms) this.screens.set(room, []);
    this.#handshake = { author, rooms, serverOffset: 0 };
    this.#socket = io(address, {
      // https://socket.io/docs/v4/tutorial/step-8
      ...{ ackTimeout: 10_000, retries: 3, auth: this.#handshake },
      // As the rig's own clients, so that both come back as fast.
      ...{ transports: ['websocket'], forceNew: true },
      ...{ reconnectionDelay: 100, reconnectionDelayMax: 1_000 },
    });
    this.#socket.on('chat message', (room: string, _text: string, id: number) => {
      this.screens.get(room)?.push(id);
      this.#handshake.serverOffset = id;
    });
  }

  get rooms(): string[] {
    return this.#handshake.rooms;
  }

  /** Everything said was answered or given up. */
  get isDone(): boolean {
    return this.#underWay === 0;
  }

  /** Resolves when it is acknowledged, or given up after the retries. */
  async say(room: string, text: string): Promise<void> {
    // The tutorial's own `socket.id` and a counter would be the same for two people who write while disconnected.
    const clientOffset = randomUUID();
    const send: Send = {
      ...{ clientMessageId: clientOffset, sessionId: room, authorId: this.author, text },
      ...{ outcome: 'unknown', invokedAt: Date.now() },
    };
    this.sends.push(send);
    this.#underWay += 1;
    await new Promise<void>((resolve) => {
      this.#socket.emit('chat message', room, text, clientOffset, (error: Error | null) => {
        if (!error) send.outcome = 'ok';
        send.answeredAt = Date.now();
        resolve();
      });
    });
    this.#underWay -= 1;
  }

  /** Loses its connection and comes back, as a phone does: what it has missed is read from the database. */
  reconnect(): void {
    this.#socket.io.engine.close();
  }

  close(): void {
    this.#socket.disconnect();
  }
}
