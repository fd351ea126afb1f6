import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import type { AckResult } from '../../shared/protocol/ack.js';
import type {
  CitizenSnapshot,
  CitizenToServer,
  ServerToCitizen,
} from '../../shared/protocol/citizen-events.js';
import type { ErrorCode } from '../../shared/protocol/errors.js';
import type { ServerToStaff, StaffToServer } from '../../shared/protocol/staff-events.js';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.js';
import type { CitizenSessionView } from '../../shared/views/chat-session.js';
import type { OfferView } from '../../shared/views/routing.js';
import type { CitizenEventView, StaffEventView } from '../../shared/views/session-events.js';
import { consentTexts } from '../../server/features/chat-sessions/consent-texts.js';

type Input<Events, Name extends keyof Events> = Events[Name] extends (
  input: infer I,
  ack: never,
) => void
  ? I
  : never;
type Output<Events, Name extends keyof Events> = Events[Name] extends (
  input: never,
  ack: (result: AckResult<infer O>) => void,
) => void
  ? O
  : never;

/** A refused event: the test names the code it expects. */
export class Refused extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly details: Record<string, unknown> | undefined,
  ) {
    super(code);
  }
}

/** Everything that came over the wire, for reading it as an attacker would. */
export interface WireLog {
  lines: string[];
}

class Client<ToServer, ToClient> {
  readonly wire: WireLog = { lines: [] };
  readonly received: { name: string; payload: unknown }[] = [];
  #waiting: (() => void)[] = [];

  /** Sessions on this client's screen: joined again after every reconnect. */
  readonly #joined = new Set<string>();
  #isClosed = false;
  #isBack: Promise<void> = Promise.resolve();

  constructor(readonly socket: Socket) {
    socket.on('disconnect', () => {
      if (this.#isClosed) return;
      this.#isBack = new Promise((resolve) => {
        socket.once('connect', () => void this.#rejoin().then(resolve));
      });
    });
    socket.onAny((name: string, payload: unknown, ...rest: unknown[]) => {
      this.wire.lines.push(JSON.stringify([name, payload]));
      this.received.push({ name, payload });
      if (name === 'presence:ping' && this.answersPings) {
        const ack = [payload, ...rest].find((part) => typeof part === 'function');
        (ack as (() => void) | undefined)?.();
      }
      for (const wake of this.#waiting.splice(0)) wake();
    });
  }

  /** A sleeping or dead browser acknowledges nothing. */
  answersPings = true;

  async ask<Name extends keyof ToServer & string>(
    name: Name,
    input: Input<ToServer, Name>,
  ): Promise<Output<ToServer, Name>> {
    if (this.#isClosed) throw new Error(cut);
    const result = (await this.socket.timeout(10_000).emitWithAck(name, input)) as AckResult<
      Output<ToServer, Name>
    >;
    this.wire.lines.push(JSON.stringify([name, result]));
    const { sessionId } = input as { sessionId?: string };
    if (result.ok && sessionId !== undefined) this.#joined.add(sessionId);
    if (!result.ok) throw new Refused(result.code, result.details);
    return result.data;
  }

  /** The code an event is refused with; fails where it is not refused. */
  async refusal<Name extends keyof ToServer & string>(
    name: Name,
    input: Input<ToServer, Name>,
  ): Promise<ErrorCode> {
    try {
      await this.ask(name, input);
    } catch (error) {
      if (error instanceof Refused) return error.code;
      throw error;
    }
    throw new Error(`${name} was not refused.`);
  }

  payloads<Name extends keyof ToClient & string>(
    name: Name,
  ): ToClient[Name] extends (payload: infer P, ...rest: never[]) => void ? P[] : never {
    return this.received
      .filter((entry) => entry.name === name)
      .map((entry) => entry.payload) as never;
  }

  /** Waits until `look` finds something among what has come; fails after five seconds. */
  async until<T>(look: () => T | undefined | null | false, what = 'an event'): Promise<T> {
    const endsAt = Date.now() + 5_000;
    for (;;) {
      const found = look();
      if (found) return found;
      const leftMs = endsAt - Date.now();
      if (leftMs <= 0) throw new Error(`Waited in vain for ${what}.`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, leftMs);
        this.#waiting.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  /** Everything sent to this client before is here, and its answers are there: a question refused by its form. */
  async roundTrip(): Promise<void> {
    while (!this.#isClosed) {
      await this.#isBack;
      try {
        await this.socket.timeout(10_000).emitWithAck('session:join', null);
        return;
      } catch (error) {
        // Its token ended on the way: it comes back with a new one and is asked again.
        if (this.socket.connected || !wasCut(error)) throw error;
      }
    }
  }

  async #rejoin(): Promise<void> {
    for (const sessionId of this.#joined) {
      await this.socket.timeout(10_000).emitWithAck('session:join', { sessionId });
    }
  }

  /** The id the server knows the connection by, after `close` as well: until the server has noticed. */
  lastId: string | undefined;

  close(): void {
    this.#isClosed = true;
    this.lastId = this.socket.id;
    this.socket.disconnect();
  }
}

/** What the library says of a question whose connection ended. */
const cut = 'socket has been disconnected';

export const wasCut = (error: unknown): boolean => error instanceof Error && error.message === cut;

/** Gives a token that is good now: asked again at every reconnect, as a real client does when its token has ended. */
export type TokenSource = () => Promise<string>;

const connect = async (port: number, namespace: string, getToken: TokenSource): Promise<Socket> => {
  const socket = io(`http://127.0.0.1:${port}${namespace}`, {
    auth: (give) => {
      void getToken().then((token) => give({ token, protocol: PROTOCOL_VERSION }));
    },
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: 5,
    reconnectionDelayMax: 20,
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  return socket;
};

export const consentFor = (isRecorded: boolean) => {
  const { processing, recording } = consentTexts.ru;
  return {
    processing: { isGiven: true, textVersion: processing.version, textHash: processing.hash },
    recording: { isGiven: isRecorded, textVersion: recording.version, textHash: recording.hash },
  };
};

export class CitizenClient extends Client<CitizenToServer, ServerToCitizen> {
  sessionId = '';

  static async connect(port: number, getToken: TokenSource): Promise<CitizenClient> {
    return new CitizenClient(await connect(port, '/citizen', getToken));
  }

  /** Consents, describes the problem, and stays in the session. */
  async open(text: string, options: { isRecorded?: boolean } = {}): Promise<CitizenSessionView> {
    const { session } = await this.openInput(text, randomUUID(), options);
    return session;
  }

  /** The same `clientSessionId` again is the same opening, sent once more. */
  async openInput(
    text: string,
    clientSessionId: string,
    options: { isRecorded?: boolean; repeatOf?: string } = {},
  ): Promise<CitizenSnapshot> {
    const snapshot = await this.ask('session:open', {
      clientSessionId,
      locale: 'ru',
      channel: 'widget',
      ...(options.repeatOf === undefined ? {} : { repeatOf: options.repeatOf }),
      consents: consentFor(options.isRecorded ?? true),
      message: { clientMessageId: `${clientSessionId}-first`, text },
    });
    this.sessionId = snapshot.session.sessionId;
    return snapshot;
  }

  async say(text: string): Promise<CitizenEventView> {
    const { event } = await this.ask('message:send', {
      sessionId: this.sessionId,
      clientMessageId: randomUUID(),
      text,
      attachmentIds: [],
    });
    return event;
  }

  async events(): Promise<CitizenEventView[]> {
    const { sessionId } = this;
    return (await this.ask('session:sync', { sessionId, after: 0 })).events;
  }

  async view(): Promise<CitizenSessionView> {
    return (await this.ask('session:join', { sessionId: this.sessionId })).session;
  }
}

export class StaffClient extends Client<StaffToServer, ServerToStaff> {
  operatorId = '';
  name = '';

  static async connect(port: number, getToken: TokenSource): Promise<StaffClient> {
    return new StaffClient(await connect(port, '/staff', getToken));
  }

  /** The newest offer that is still open. */
  nextOffer(): Promise<OfferView> {
    return this.until(() => {
      const ended = new Set(this.payloads('offer:ended').map((end) => end.offerId));
      return this.payloads('offer:made').findLast((offer) => !ended.has(offer.offerId));
    }, 'an offer');
  }

  async accept(): Promise<string> {
    const { sessionId, offerId } = await this.nextOffer();
    await this.ask('offer:accept', { sessionId, offerId });
    await this.ask('session:join', { sessionId });
    return sessionId;
  }

  async say(sessionId: string, text: string, audience: 'all' | 'staff' = 'all') {
    const input = { sessionId, clientMessageId: randomUUID(), text, audience, attachmentIds: [] };
    return (await this.ask('message:send', input)).event;
  }

  async events(sessionId: string): Promise<StaffEventView[]> {
    return (await this.ask('session:sync', { sessionId, after: 0 })).events;
  }
}
