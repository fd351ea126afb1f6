import { randomUUID } from 'node:crypto';
import { createStaffCourier } from '../../client/courier.js';
import { createFeed, type Feed } from '../../client/feed.js';
import { createHttp } from '../../client/http.js';
import { createStaffLink, type StaffLink } from '../../client/links.js';
import type { InputOf, OutputOf } from '../../client/wire.js';
import type { PresenceChoice, Stage } from '../../shared/domain/states.js';
import type { StaffDesk, StaffToServer } from '../../shared/protocol/staff-events.js';
import type { StaffMeView, StaffTokensView } from '../../shared/views/accounts.js';
import type { StaffSessionView } from '../../shared/views/chat-session.js';
import type { OfferView } from '../../shared/views/routing.js';
import type { StaffEventView } from '../../shared/views/session-events.js';
import { ask, connect, request, tokensOf } from './connection.js';
import { createWords, type Words } from './words.js';

/** What an operator is told of their desk. */
export interface StaffEars {
  onConnected?: () => void;
  onOffer?: (offer: OfferView) => void;
}

/** What an operator is told of one session they hold. */
export interface HeldEars {
  onSession(session: StaffSessionView): void;
  /** The next ones of the log, in order. */
  onEvents(events: readonly StaffEventView[]): void;
  /** What was there before has been told; or it has been joined anew. */
  onCaughtUp(): void;
}

/** An operator's side of the wire, one method an event: what the console does, on the same client, without a screen. */
export class StaffClient {
  readonly #link: StaffLink;
  readonly #courier: ReturnType<typeof createStaffCourier>;
  readonly #words: Words;
  readonly #held = new Map<string, { feed: Feed<StaffEventView>; ears: HeldEars }>();
  /** Known once connected. */
  me: StaffMeView | null = null;

  constructor(
    address: string,
    credentials: { login: string; password: string },
    ears: StaffEars = {},
  ) {
    const tabId = randomUUID();
    const tokens = tokensOf(async () => {
      const body = { ...credentials, tabId };
      const signedIn = await request<StaffTokensView>(`${address}/api/staff/sign-in`, { body });
      this.me = signedIn.me;
      return signedIn;
    });
    this.#link = createStaffLink({ address, tokens, options: { forceNew: true } });
    this.#courier = createStaffCourier(this.#link, createHttp(tokens, address));
    this.#words = createWords({
      send: async ({ sessionId, clientMessageId, text }, follows) => {
        const answer = await this.#courier.send({
          ...{ sessionId, clientMessageId, text, audience: 'all' },
          ...(follows === undefined ? {} : { follows }),
        });
        if (answer.ok) this.#held.get(sessionId)?.feed.takeHead(answer.data.head);
        return answer;
      },
    });
    this.#listen(ears);
  }

  connect(): Promise<void> {
    return connect(this.#link);
  }

  close(): void {
    for (const { feed } of this.#held.values()) feed.close();
    this.#held.clear();
    this.#words.close();
    this.#link.close();
  }

  openDesk(): Promise<StaffDesk> {
    return this.#ask('desk:open', {});
  }

  async setPresence(presence: PresenceChoice): Promise<void> {
    await this.#ask('presence:set', { presence });
  }

  async accept(sessionId: string, offerId: string): Promise<void> {
    await this.#ask('offer:accept', { sessionId, offerId });
  }

  /** Joined from now on, through reconnects, until `release`. */
  hold(sessionId: string, ears: HeldEars): void {
    if (this.#held.has(sessionId)) return;
    let isFilled = false;
    const feed = createFeed<StaffEventView>({
      numberOf: (event) => event.seq,
      join: async () => {
        const answer = await this.#link.request('session:join', { sessionId });
        if (!answer.ok) return answer;
        ears.onSession(answer.data.session);
        if (isFilled) ears.onCaughtUp();
        return { ok: true, data: answer.data.session.seq };
      },
      sync: (after) => this.#courier.sync(sessionId, after),
      onEvents: (events) => ears.onEvents(events),
      onFilled() {
        isFilled = true;
        ears.onCaughtUp();
      },
      onProblem: () => this.release(sessionId),
    });
    this.#held.set(sessionId, { feed, ears });
    feed.join();
  }

  release(sessionId: string): void {
    this.#held.get(sessionId)?.feed.close();
    this.#held.delete(sessionId);
  }

  say(sessionId: string, text: string): Promise<void> {
    return this.#words.say(sessionId, text);
  }

  /** A mark that is lost harms nobody. */
  async read(sessionId: string, publicSeq: number): Promise<void> {
    await this.#link.request('receipt:set', { sessionId, read: publicSeq });
  }

  async setStage(sessionId: string, stage: Stage): Promise<void> {
    await this.#ask('stage:set', { sessionId, stage });
  }

  async handOver(sessionId: string, summary: string): Promise<void> {
    await this.#ask('escalation:hand-over', { sessionId, summary });
  }

  async propose(sessionId: string, summary: string, lastPublicSeq: number): Promise<void> {
    await this.#ask('closing:propose', {
      ...{ sessionId, outcome: 'solved', summary, lastPublicSeq },
    });
  }

  #ask<Name extends keyof StaffToServer>(
    name: Name,
    input: InputOf<StaffToServer, Name>,
  ): Promise<OutputOf<StaffToServer, Name>> {
    return ask<StaffToServer, Name>(this.#link, name, input);
  }

  #listen({ onConnected, onOffer }: StaffEars): void {
    this.#link.listen({
      connected: () => {
        for (const { feed } of this.#held.values()) feed.join();
        this.#words.wake();
        onConnected?.();
      },
      'session:event': ({ sessionId, event, session }) => {
        const held = this.#held.get(sessionId);
        held?.ears.onSession(session);
        held?.feed.take(event);
      },
      'session:head': (heads) => {
        for (const { sessionId, head } of heads) this.#held.get(sessionId)?.feed.takeBeacon(head);
      },
      'offer:made': (offer) => onOffer?.(offer),
    });
  }
}
