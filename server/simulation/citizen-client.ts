import { randomUUID } from 'node:crypto';
import type {
  CitizenSnapshot,
  CitizenToServer,
  ServerToCitizen,
} from '../../shared/protocol/citizen-events.js';
import type { CitizenSessionView } from '../../shared/views/chat-session.js';
import type { RequestType } from '../../shared/domain/request-types.js';
import type {
  AppealView,
  CitizenTokensView,
  IdentityTokenView,
} from '../../shared/views/accounts.js';
import type { CitizenEventView } from '../../shared/views/session-events.js';
import type { WidgetConfigView } from '../../shared/views/widget.js';
import { Connection, keepToken, request } from './connection.js';

/** A citizen's side of the wire, one method an event: what the widget does, without a screen. */
export class CitizenClient {
  readonly #address: string;
  readonly #getToken: () => Promise<string>;
  readonly connection: Connection<CitizenToServer, ServerToCitizen>;
  sessionId = '';

  /** `address`: where the server is reached. In a demo its portal vouches for `portalUserId`. */
  constructor(address: string, person: { portalUserId: string; name: string }) {
    this.#address = address;
    this.#getToken = keepToken(async () => {
      const url = `${address}/api/demo/identity-token`;
      const { identityToken } = await request<IdentityTokenView>(url, { body: { ...person } });
      return request<CitizenTokensView>(`${address}/api/citizen/token`, {
        body: { identityToken },
      });
    });
    this.connection = new Connection(address, 'citizen', this.#getToken);
  }

  async listAppeals(): Promise<AppealView[]> {
    const url = `${this.#address}/api/citizen/appeals`;
    const { appeals } = await request<{ appeals: AppealView[] }>(url, {
      token: await this.#getToken(),
    });
    return appeals;
  }

  /** Opens a practice session with both consents. */
  async open(text: string): Promise<CitizenSnapshot> {
    const config = await request<WidgetConfigView>(`${this.#address}/api/widget/config?locale=ru`);
    const { processing, recording } = config.consentTexts;
    const given = ({ version, hash }: { version: string; hash: string }) => ({
      ...{ isGiven: true, textVersion: version, textHash: hash },
    });
    const snapshot = await this.connection.ask('session:open', {
      ...{ clientSessionId: randomUUID(), locale: 'ru', channel: 'widget', isTraining: true },
      consents: { processing: given(processing), recording: given(recording) },
      message: { clientMessageId: randomUUID(), text },
    });
    this.sessionId = snapshot.session.sessionId;
    return snapshot;
  }

  join(sessionId: string): Promise<CitizenSnapshot> {
    this.sessionId = sessionId;
    return this.connection.ask('session:join', { sessionId });
  }

  async listEvents(): Promise<CitizenEventView[]> {
    const { sessionId } = this;
    const { events } = await this.connection.ask('session:sync', { sessionId, after: 0 });
    return events;
  }

  async say(text: string): Promise<void> {
    const { sessionId } = this;
    await this.connection.ask('message:send', {
      ...{ sessionId, clientMessageId: randomUUID(), text, attachmentIds: [] },
    });
  }

  async type(isTyping: boolean): Promise<void> {
    await this.connection.ask('typing:set', { sessionId: this.sessionId, isTyping });
  }

  async read(publicSeq: number): Promise<void> {
    await this.connection.ask('receipt:set', { sessionId: this.sessionId, read: publicSeq });
  }

  async giveName(name: string): Promise<void> {
    await this.connection.ask('details:give', { sessionId: this.sessionId, name });
  }

  async chooseType(requestType: RequestType): Promise<void> {
    await this.connection.ask('classification:choose', { sessionId: this.sessionId, requestType });
  }

  async callSenior(): Promise<void> {
    await this.connection.ask('escalation:request', { sessionId: this.sessionId });
  }

  /** Answers with the session after it: still open where a word came between. */
  async confirm(): Promise<CitizenSessionView> {
    const { sessionId } = this;
    return (await this.connection.ask('closing:confirm', { sessionId, isSolved: true })).session;
  }

  async rate(score: number): Promise<void> {
    await this.connection.ask('rating:give', { sessionId: this.sessionId, score, comment: '' });
  }

  async leave(): Promise<void> {
    await this.connection.ask('session:close', { sessionId: this.sessionId });
  }
}
