import { randomUUID } from 'node:crypto';
import { createCitizenCourier } from '../../client/courier.js';
import { createFeed, type Feed } from '../../client/feed.js';
import { createHttp } from '../../client/http.js';
import { createCitizenLink, type CitizenLink } from '../../client/links.js';
import type { InputOf, OutputOf } from '../../client/wire.js';
import type { CitizenSnapshot, CitizenToServer } from '../../shared/protocol/citizen-events.js';
import type { CitizenSessionView } from '../../shared/views/chat-session.js';
import type { RequestType } from '../../shared/domain/request-types.js';
import type {
  AppealView,
  CitizenTokensView,
  IdentityTokenView,
} from '../../shared/views/accounts.js';
import type { CitizenEventView } from '../../shared/views/session-events.js';
import type { WidgetConfigView } from '../../shared/views/widget.js';
import { ask, connect, request, tokensOf } from './connection.js';
import { createWords, type Words } from './words.js';

/** What a citizen is told of the one session on their screen. */
export interface CitizenEars {
  onSession(session: CitizenSessionView): void;
  /** The next ones of the log, in order. */
  onEvents(events: readonly CitizenEventView[]): void;
  /** What was there before has been told. */
  onFilled(): void;
}

/** A citizen's side of the wire, one method an event: what the widget does, on the same client, without a screen. */
export class CitizenClient {
  readonly #address: string;
  readonly #ears: CitizenEars;
  readonly #getToken: () => Promise<string | null>;
  readonly #link: CitizenLink;
  readonly #courier: ReturnType<typeof createCitizenCourier>;
  readonly #words: Words;
  #feed: Feed<CitizenEventView> | null = null;
  sessionId = '';

  /** `address`: where the server is reached. In a demo its portal vouches for `portalUserId`. */
  constructor(
    address: string,
    { portalUserId, name }: { portalUserId: string; name: string },
    ears: CitizenEars,
  ) {
    this.#address = address;
    this.#ears = ears;
    const tokens = tokensOf(async () => {
      const url = `${address}/api/demo/identity-token`;
      const body = { portalUserId, name };
      const { identityToken } = await request<IdentityTokenView>(url, { body });
      return request<CitizenTokensView>(`${address}/api/citizen/token`, {
        body: { identityToken },
      });
    });
    this.#getToken = () => tokens.getAccessToken();
    this.#link = createCitizenLink({ address, tokens, options: { forceNew: true } });
    this.#courier = createCitizenCourier(this.#link, createHttp(tokens, address));
    this.#words = createWords({
      send: async ({ sessionId, clientMessageId, text }, follows) => {
        const answer = await this.#courier.send({
          ...{ sessionId, clientMessageId, text },
          ...(follows === undefined ? {} : { follows }),
        });
        if (answer.ok) this.#feed?.takeHead(answer.data.head);
        return answer;
      },
    });
    this.#listen();
  }

  connect(): Promise<void> {
    return connect(this.#link);
  }

  close(): void {
    this.#feed?.close();
    this.#words.close();
    this.#link.close();
  }

  async listAppeals(): Promise<AppealView[]> {
    const url = `${this.#address}/api/citizen/appeals`;
    const token = (await this.#getToken()) ?? '';
    return (await request<{ appeals: AppealView[] }>(url, { token })).appeals;
  }

  /** Opens a practice session with both consents. */
  async open(text: string): Promise<CitizenSnapshot> {
    const config = await request<WidgetConfigView>(`${this.#address}/api/widget/config?locale=ru`);
    const { processing, recording } = config.consentTexts;
    const given = ({ version, hash }: { version: string; hash: string }) => ({
      ...{ isGiven: true, textVersion: version, textHash: hash },
    });
    const snapshot = await this.#ask('session:open', {
      ...{ clientSessionId: randomUUID(), locale: 'ru', channel: 'widget', isTraining: true },
      consents: { processing: given(processing), recording: given(recording) },
      message: { clientMessageId: randomUUID(), text },
    });
    this.#follow(snapshot);
    return snapshot;
  }

  async join(sessionId: string): Promise<CitizenSnapshot> {
    const snapshot = await this.#ask('session:join', { sessionId });
    this.#follow(snapshot);
    return snapshot;
  }

  say(text: string): Promise<void> {
    return this.#words.say(this.sessionId, text);
  }

  /** A mark that is lost harms nobody. */
  async read(publicSeq: number): Promise<void> {
    await this.#link.request('receipt:set', { sessionId: this.sessionId, read: publicSeq });
  }

  async giveName(name: string): Promise<void> {
    await this.#ask('details:give', { sessionId: this.sessionId, name });
  }

  async chooseType(requestType: RequestType): Promise<void> {
    await this.#ask('classification:choose', { sessionId: this.sessionId, requestType });
  }

  async callSenior(): Promise<void> {
    await this.#ask('escalation:request', { sessionId: this.sessionId });
  }

  /** Answers with the session after it: still open where a word came between. */
  async confirm(): Promise<CitizenSessionView> {
    const { sessionId } = this;
    return (await this.#ask('closing:confirm', { sessionId, isSolved: true })).session;
  }

  async rate(score: number): Promise<void> {
    await this.#ask('rating:give', { sessionId: this.sessionId, score, comment: '' });
  }

  async leave(): Promise<void> {
    await this.#ask('session:close', { sessionId: this.sessionId });
  }

  #ask<Name extends keyof CitizenToServer>(
    name: Name,
    input: InputOf<CitizenToServer, Name>,
  ): Promise<OutputOf<CitizenToServer, Name>> {
    return ask<CitizenToServer, Name>(this.#link, name, input);
  }

  #listen(): void {
    this.#link.listen({
      connected: () => {
        this.#feed?.join();
        this.#words.wake();
      },
      'session:event': ({ sessionId, event, session }) => {
        if (sessionId !== this.sessionId) return;
        this.#ears.onSession(session);
        this.#feed?.take(event);
      },
      'session:head': (heads) => {
        for (const { sessionId, head } of heads)
          if (sessionId === this.sessionId) this.#feed?.takeBeacon(head);
      },
    });
  }

  #follow({ session: { sessionId, publicSeq } }: CitizenSnapshot): void {
    this.sessionId = sessionId;
    this.#feed ??= createFeed<CitizenEventView>({
      numberOf: (event) => event.publicSeq,
      join: async () => {
        const answer = await this.#link.request('session:join', { sessionId });
        if (!answer.ok) return answer;
        this.#ears.onSession(answer.data.session);
        return { ok: true, data: answer.data.session.publicSeq };
      },
      sync: (after) => this.#courier.sync(sessionId, after),
      onEvents: (events) => this.#ears.onEvents(events),
      onFilled: () => this.#ears.onFilled(),
    });
    this.#feed.joined(publicSeq);
  }
}
