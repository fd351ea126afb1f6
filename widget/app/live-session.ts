import { signal, type ReadonlySignal } from '@preact/signals';
import { limits } from '../../shared/limits.js';
import type { CitizenSnapshot } from '../../shared/protocol/citizen-events.js';
import type { Channel, Locale } from '../../shared/domain/states.js';
import type { CitizenSessionView } from '../../shared/views/chat-session.js';
import type { WidgetConfigView } from '../../shared/views/widget.js';
import type { Answer } from '../../client/answer.js';
import type { Consents } from './chat.js';
import type { CitizenLink } from '../../client/links.js';
import { newId } from './new-id.js';
import type { ServerClock } from './server-clock.js';
import type { SessionStore } from './session-store.js';

export interface OpenRequest {
  text: string;
  consents: Consents;
  shown: WidgetConfigView['consentTexts'];
  channel: Channel;
  locale: Locale;
  /** The number of the appeal it repeats. */
  repeatOf?: string;
}

/** The session on the screen and its connection: joined again after every reconnect. */
export interface LiveSession {
  readonly typing: ReadonlySignal<string | null>;
  open(request: OpenRequest): Promise<Answer<CitizenSnapshot>>;
  join(sessionId: string): Promise<Answer<CitizenSnapshot>>;
  takeSession(view: CitizenSessionView): void;
  setTyping(isTyping: boolean): void;
}

/** A typing mark is renewed this often while the citizen types. */
const typingEveryMs = limits.typing.shownMs / 2;
/** The connection may still be on its way when a remembered session is looked for. */
const connectPatienceMs = 10_000;

/** Lost answers of an opening are asked for again this often before the citizen is told. */
const openingTries = 3;

const newOpening = (key: string) => ({
  key,
  clientSessionId: newId(),
  clientMessageId: newId(),
});

export const createLiveSession = (parts: {
  link: CitizenLink;
  store: SessionStore;
  clock: ServerClock;
  /** Called when the connection is back and the session joined. */
  wake: () => void;
}): LiveSession => {
  const { link, store, clock } = parts;
  const typing = signal<string | null>(null);
  let opening = newOpening('');
  let typingTimer: ReturnType<typeof setTimeout> | undefined;
  let typingToldAt = 0;

  const takeSession = (view: CitizenSessionView) => {
    clock.observe(view.serverNow);
    store.takeSession(view);
  };
  const take = ({ session, receipts }: CitizenSnapshot) => {
    clock.observe(session.serverNow);
    store.enter({ session, receipts });
  };
  const isCurrent = (sessionId: string) => store.session.peek()?.sessionId === sessionId;
  const showTyping = (name: string | null) => {
    clearTimeout(typingTimer);
    typing.value = name;
    if (name !== null) typingTimer = setTimeout(() => (typing.value = null), limits.typing.shownMs);
  };
  link.listen({
    connected() {
      store.rejoin();
      parts.wake();
    },
    'session:event'({ sessionId, event, session }) {
      if (!isCurrent(sessionId)) return;
      if (event.kind === 'message.created' && event.body.author !== 'citizen') showTyping(null);
      takeSession(session);
      store.takeEvent(event);
    },
    'session:head'(heads) {
      for (const { sessionId, head } of heads) if (isCurrent(sessionId)) store.takeBeacon(head);
    },
    'session:receipts'({ sessionId, receipts }) {
      if (isCurrent(sessionId)) store.takeReceipts(receipts);
    },
    'queue:changed'({ sessionId, queue }) {
      if (isCurrent(sessionId)) store.changeSession((view) => ({ ...view, queue }));
    },
    'operator:presence'({ sessionId, isReconnecting }) {
      if (!isCurrent(sessionId)) return;
      store.changeSession((view) =>
        view.operator ? { ...view, operator: { ...view.operator, isReconnecting } } : view,
      );
    },
    'typing:changed'({ sessionId, isTyping, name }) {
      if (isCurrent(sessionId)) showTyping(isTyping ? (name ?? '') : null);
    },
  });

  return {
    typing,
    takeSession,
    async join(sessionId) {
      await link.whenOnline(connectPatienceMs);
      const answer = await link.request('session:join', { sessionId });
      if (answer.ok) take(answer.data);
      return answer;
    },
    async open({ text, consents, shown, channel, locale, repeatOf }) {
      // The same ids as long as nothing changed: an answer that was lost is asked for again, not a second chat.
      const key = JSON.stringify([text, consents, locale, repeatOf]);
      if (opening.key !== key) opening = newOpening(key);
      const consent = (purpose: keyof Consents) => ({
        isGiven: consents[purpose],
        textVersion: shown[purpose].version,
        textHash: shown[purpose].hash,
      });
      const request = {
        clientSessionId: opening.clientSessionId,
        ...{ channel, locale },
        ...(repeatOf === undefined ? {} : { repeatOf }),
        consents: { processing: consent('processing'), recording: consent('recording') },
        message: { clientMessageId: opening.clientMessageId, text },
      };
      for (let attempt = 1; ; attempt += 1) {
        await link.whenOnline(connectPatienceMs);
        const answer = await link.request('session:open', request);
        if (answer.ok) {
          take(answer.data);
          opening = newOpening('');
        }
        if (answer.ok || answer.code !== 'no_answer' || attempt === openingTries) return answer;
      }
    },
    setTyping(isTyping) {
      const sessionId = store.session.peek()?.sessionId;
      if (sessionId === undefined) return;
      if (isTyping && performance.now() - typingToldAt < typingEveryMs) return;
      if (!isTyping && typingToldAt === 0) return;
      typingToldAt = isTyping ? performance.now() : 0;
      link.signal('typing:set', { sessionId, isTyping });
    },
  };
};
