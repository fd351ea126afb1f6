import { computed, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import { createCitizenCourier } from '../../client/courier.js';
import { followOtherTabs, ownMessages } from '../../client/kept/other-tabs.js';
import type { OwnedValues } from '../../client/kept/owned-values.js';
import { createOutbox, type Pending } from '../../client/outbox.js';
import type { InputOf, OutputOf } from '../../client/wire.js';
import type {
  CitizenChange,
  CitizenSnapshot,
  CitizenToServer,
} from '../../shared/protocol/citizen-events.js';
import type { Account } from './account.js';
import type { Answer } from '../../client/answer.js';
import type { Chat } from './chat.js';
import { createConnection } from './connection.js';
import { createFiles } from './files.js';
import type { Http } from '../../client/http.js';
import { createLiveSession, type OpenRequest } from './live-session.js';
import { createNews } from './news.js';
import { sendReadMarks } from './read-marks.js';
import type { ServerClock } from './server-clock.js';
import { createSessionStore } from './session-store.js';
import { textOfError } from './texts.js';

/** The conversation and what only the shell does with it. */
export interface Talk extends Chat {
  readonly unread: ReadonlySignal<number>;
  open(request: OpenRequest): Promise<Answer<CitizenSnapshot>>;
  join(sessionId: string): Promise<Answer<CitizenSnapshot>>;
  leave(): void;
  /** Connects anew: the token names somebody else. */
  restart(): void;
}

export interface TalkParts {
  kept: OwnedValues;
  account: Account;
  http: Http;
  clock: ServerClock;
  notice: Signal<string | null>;
  /** The log is in front of the reader this instant. */
  isSeen: ReadonlySignal<boolean>;
}

/**
 * Puts the conversation together and connects. Its code is fetched when a conversation is first wanted.
 *
 * @public fetched when it is needed
 */
export const createTalk = (parts: TalkParts): Talk => {
  const { kept, account, http, clock, notice, isSeen } = parts;
  const { link, state } = createConnection(account);
  const courier = createCitizenCourier(link, http);
  const news = createNews(isSeen);
  const store = createSessionStore({
    async join(sessionId) {
      const answer = await link.request('session:join', { sessionId });
      if (answer.ok) clock.observe(answer.data.session.serverNow);
      return answer;
    },
    sync: (sessionId, after) => courier.sync(sessionId, after),
    onEvent(event, isNews) {
      if (event.kind === 'message.created' && event.clientMessageId !== undefined)
        outbox.confirm(event.clientMessageId);
      if (isNews) news.hear(event);
    },
  });

  const mine = signal<readonly Pending[]>([]);
  const elsewhere = signal<readonly Pending[]>([]);
  const send = async (message: Pending, follows: string | undefined) => {
    const { sessionId, clientMessageId, text, attachments } = message;
    const answer = await courier.send({
      ...{ sessionId, clientMessageId, text },
      attachmentIds: attachments.map((card) => card.attachmentId),
      ...(follows === undefined ? {} : { follows }),
    });
    if (answer.ok && store.session.peek()?.sessionId === sessionId) {
      store.takeEvent(answer.data.event);
      store.takeHead(answer.data.head);
    }
    return answer;
  };
  const outbox = createOutbox({
    ...{ send, kept: ownMessages(kept) },
    onChange: (messages) => (mine.value = messages),
  });
  mine.value = outbox.messages;
  const others = followOtherTabs<Pending>({
    ...{ kept, outbox },
    onChange: (messages) => (elsewhere.value = messages),
  });
  const live = createLiveSession({ link, store, clock, wake: () => outbox.wake() });
  sendReadMarks({ link, linkState: state, session: store.session, events: store.events, isSeen });
  link.start();

  return {
    link: state,
    session: store.session,
    events: store.events,
    receipts: store.receipts,
    pending: computed(() => [...mine.value, ...elsewhere.value]),
    typing: live.typing,
    unread: news.unread,
    announcement: news.announcement,
    files: createFiles(http, () => account.getAccessToken()),
    open: (request) => live.open(request),
    join: (sessionId) => live.join(sessionId),
    leave: () => store.leave(),
    restart: () => link.start(),
    send(message) {
      const sessionId = store.session.peek()?.sessionId;
      if (sessionId !== undefined) outbox.add({ sessionId, ...message });
    },
    retry(clientMessageId) {
      if (!others.retry(clientMessageId)) outbox.retry(clientMessageId);
    },
    drop(clientMessageId) {
      if (!others.drop(clientMessageId)) outbox.drop(clientMessageId);
    },
    setTyping: (isTyping) => live.setTyping(isTyping),
    async ask<E extends keyof CitizenToServer>(event: E, input: InputOf<CitizenToServer, E>) {
      const answer = await link.request(event, input);
      const { session } = answer.ok ? (answer.data as Partial<CitizenChange>) : {};
      if (session) live.takeSession(session);
      if (!answer.ok) notice.value = textOfError(answer.code);
      return answer as Answer<OutputOf<CitizenToServer, E>>;
    },
  };
};
