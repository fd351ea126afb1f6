import { computed, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import { followOtherTabs, ownMessages } from '../../client/kept/other-tabs.js';
import type { OwnedValues } from '../../client/kept/owned-values.js';
import type { CitizenSnapshot } from '../../shared/protocol/citizen-events.js';
import type { CitizenEventView } from '../../shared/views/session-events.js';
import type { Account } from './account.js';
import type { Answer } from './answer.js';
import type { Chat } from './chat.js';
import { createConnection } from './connection.js';
import { createFiles } from './files.js';
import type { Http } from './http.js';
import type { CitizenRequest, InputOf, OutputOf } from './link.js';
import { createLiveSession, type OpenRequest } from './live-session.js';
import { createNews } from './news.js';
import { createOutbox, type PendingMessage } from './outbox.js';
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
  const link = createConnection(account);
  const news = createNews(isSeen);
  const store = createSessionStore({
    sync: (sessionId, after) => link.request('session:sync', { sessionId, after }),
    onEvent(event, isNews) {
      if (event.kind === 'message.created' && event.clientMessageId !== undefined)
        outbox.confirm(event.clientMessageId);
      if (isNews) news.hear(event);
    },
  });

  const deliver = async ({ sessionId, clientMessageId, text, attachments }: PendingMessage) => {
    const attachmentIds = attachments.map((card) => card.attachmentId);
    const body = { sessionId, clientMessageId, text, attachmentIds };
    const sent = await link.request('message:send', body);
    // A bad socket is no reason to wait: the same id over HTTP cannot be stored twice.
    const answer =
      sent.ok || sent.code !== 'no_answer'
        ? sent
        : await http.post<{ event: CitizenEventView; head: number }>(
            `/api/sessions/${sessionId}/messages`,
            body,
          );
    if (answer.ok && store.session.peek()?.sessionId === sessionId) {
      store.takeEvent(answer.data.event);
      store.takeHead(answer.data.head);
    }
    return answer;
  };
  const outbox = createOutbox({ send: deliver, kept: ownMessages(kept) });
  const elsewhere = signal<readonly PendingMessage[]>([]);
  const others = followOtherTabs<PendingMessage>({
    kept,
    outbox: {
      listIds: () => outbox.messages.peek().map((message) => message.clientMessageId),
      add: (message) => outbox.add(message),
      drop: (id) => outbox.drop(id),
    },
    onChange: (messages) => (elsewhere.value = messages),
  });
  const live = createLiveSession({ link, store, clock, wake: () => outbox.wake() });
  sendReadMarks({ link, session: store.session, events: store.events, isSeen });
  link.start();

  return {
    link: link.state,
    session: store.session,
    events: store.events,
    receipts: store.receipts,
    pending: computed(() => [...outbox.messages.value, ...elsewhere.value]),
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
    async ask<E extends CitizenRequest>(event: E, input: InputOf<E>): Promise<Answer<OutputOf<E>>> {
      const answer = await link.request(event, input);
      if (answer.ok && 'session' in answer.data) live.takeSession(answer.data.session);
      if (!answer.ok) notice.value = textOfError(answer.code);
      return answer;
    },
  };
};
