import { randomUUID } from 'node:crypto';
import type { PresenceChoice, Stage } from '../../shared/domain/states.js';
import type {
  ServerToStaff,
  StaffDesk,
  StaffSnapshot,
  StaffToServer,
} from '../../shared/protocol/staff-events.js';
import type { StaffMeView, StaffTokensView } from '../../shared/views/accounts.js';
import type { StaffEventView } from '../../shared/views/session-events.js';
import { Connection, keepToken, request } from './connection.js';

/** An operator's side of the wire, one method an event: what the console does, without a screen. */
export class StaffClient {
  readonly connection: Connection<StaffToServer, ServerToStaff>;
  /** Known once connected. */
  me: StaffMeView | null = null;

  constructor(address: string, credentials: { login: string; password: string }) {
    const tabId = randomUUID();
    const getToken = keepToken(async () => {
      const body = { ...credentials, tabId };
      const tokens = await request<StaffTokensView>(`${address}/api/staff/sign-in`, { body });
      this.me = tokens.me;
      return tokens;
    });
    this.connection = new Connection(address, 'staff', getToken);
    // Only this acknowledgement keeps the operator present.
    this.connection.on('presence:ping', (acknowledge) => acknowledge());
  }

  openDesk(): Promise<StaffDesk> {
    return this.connection.ask('desk:open', {});
  }

  async setPresence(presence: PresenceChoice): Promise<void> {
    await this.connection.ask('presence:set', { presence });
  }

  async accept(sessionId: string, offerId: string): Promise<void> {
    await this.connection.ask('offer:accept', { sessionId, offerId });
  }

  join(sessionId: string): Promise<StaffSnapshot> {
    return this.connection.ask('session:join', { sessionId });
  }

  async listEvents(sessionId: string): Promise<StaffEventView[]> {
    const { events } = await this.connection.ask('session:sync', { sessionId, after: 0 });
    return events;
  }

  async say(sessionId: string, text: string): Promise<void> {
    await this.connection.ask('message:send', {
      ...{ sessionId, clientMessageId: randomUUID(), text },
      ...{ attachmentIds: [], audience: 'all' },
    });
  }

  async type(sessionId: string, isTyping: boolean): Promise<void> {
    await this.connection.ask('typing:set', { sessionId, isTyping });
  }

  async read(sessionId: string, publicSeq: number): Promise<void> {
    await this.connection.ask('receipt:set', { sessionId, read: publicSeq });
  }

  async setStage(sessionId: string, stage: Stage): Promise<void> {
    await this.connection.ask('stage:set', { sessionId, stage });
  }

  async handOver(sessionId: string, summary: string): Promise<void> {
    await this.connection.ask('escalation:hand-over', { sessionId, summary });
  }

  async propose(sessionId: string, summary: string, lastPublicSeq: number): Promise<void> {
    await this.connection.ask('closing:propose', {
      ...{ sessionId, outcome: 'solved', summary, lastPublicSeq },
    });
  }
}
