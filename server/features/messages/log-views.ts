import type { MessageSendInput, StaffMessageInput } from '../../../shared/schemas/session.js';
import type { CitizenEventView, StaffEventView } from '../../../shared/views/session-events.js';
import type { AppealKeys } from '../../storage/encryption/appeal-keys.js';
import type { CitizenActor, StaffActor } from '../auth/actor.js';
import { SecretReader } from '../chat-sessions/secrets.js';
import type { SessionAccess } from '../chat-sessions/session-access.js';
import type { ChatSessionState } from '../session-log/state.js';
import type { SessionEvent } from '../session-log/session-event.js';
import { presentCitizenEvent, presentStaffEvent } from './event.presenter.js';
import type { MessageService, SendRequest } from './message.service.js';

interface Page {
  sessionId: string;
  after: number;
}

/** What a client sends to the log and reads of it, as each audience sees it: the same by socket and by route. */
export interface LogViews {
  sendAsCitizen(
    actor: CitizenActor,
    input: MessageSendInput,
  ): Promise<{ event: CitizenEventView | null; head: number }>;
  listForCitizen(
    actor: CitizenActor,
    page: Page,
  ): Promise<{ events: CitizenEventView[]; head: number }>;
  sendAsStaff(
    actor: StaffActor,
    input: StaffMessageInput,
  ): Promise<{ event: StaffEventView | null; head: number }>;
  listForStaff(actor: StaffActor, page: Page): Promise<{ events: StaffEventView[]; head: number }>;
}

export const createLogViews = (deps: {
  access: SessionAccess;
  messages: MessageService;
  keys: AppealKeys;
}): LogViews => {
  const { access, messages, keys } = deps;

  const send = async (actor: CitizenActor | StaffActor, request: SendRequest) => {
    const { event, state } = await messages.sendMessage(actor, request);
    return { event, state, secrets: await SecretReader.for(keys, state) };
  };
  const list = async (
    actor: CitizenActor | StaffActor,
    { sessionId, after }: Page,
  ): Promise<{ events: SessionEvent[]; head: number; secrets: SecretReader }> => {
    const state: ChatSessionState = await access.getReadableSession(actor, sessionId);
    const [secrets, page] = await Promise.all([
      SecretReader.for(keys, state),
      messages.listAfter(actor, state, after),
    ]);
    return { ...page, secrets };
  };

  return {
    async sendAsCitizen(actor, input) {
      const { event, state, secrets } = await send(actor, input);
      return { event: event && presentCitizenEvent(event, secrets), head: state.publicHeadSeq };
    },
    async listForCitizen(actor, page) {
      const { events, head, secrets } = await list(actor, page);
      return { events: events.flatMap((event) => presentCitizenEvent(event, secrets) ?? []), head };
    },
    async sendAsStaff(actor, input) {
      const { event, state, secrets } = await send(actor, input);
      return { event: event && presentStaffEvent(event, secrets), head: state.headSeq };
    },
    async listForStaff(actor, page) {
      const { events, head, secrets } = await list(actor, page);
      return { events: events.map((event) => presentStaffEvent(event, secrets)), head };
    },
  };
};
