import { batch, signal, type ReadonlySignal } from '@preact/signals';
import type { CitizenSnapshot } from '../../shared/protocol/citizen-events.js';
import type { CitizenSessionView, ReceiptsView } from '../../shared/views/chat-session.js';
import type { CitizenEventView } from '../../shared/views/session-events.js';
import type { Answer } from './answer.js';

export interface SessionStore {
  readonly session: ReadonlySignal<CitizenSessionView | null>;
  /** Events 1…head without a gap. */
  readonly events: ReadonlySignal<readonly CitizenEventView[]>;
  readonly receipts: ReadonlySignal<ReceiptsView>;
  /** True once what was there at the join has been read: from then on events are news. */
  readonly isFilled: ReadonlySignal<boolean>;
  /** Starts with a session, or goes on with it after a reconnect. */
  enter(snapshot: CitizenSnapshot): void;
  leave(): void;
  /** A newer view is taken, an older one dropped. */
  takeSession(view: CitizenSessionView): void;
  changeSession(change: (view: CitizenSessionView) => CitizenSessionView): void;
  takeReceipts(receipts: ReceiptsView): void;
  /** The next event is applied, an older one dropped; a later one means a gap, which is asked for. */
  takeEvent(event: CitizenEventView): void;
  /** Somebody told how far the log goes. */
  takeHead(head: number): void;
}

export interface SessionStoreParts {
  sync: (
    sessionId: string,
    after: number,
  ) => Promise<Answer<{ events: CitizenEventView[]; head: number }>>;
  /** Each event once, in order; `isNews` is false for what was there before the widget looked. */
  onEvent: (event: CitizenEventView, isNews: boolean) => void;
}

const noReceipts: ReceiptsView = {
  citizen: { delivered: 0, read: 0 },
  staff: { delivered: 0, read: 0 },
};

/** Cursors never go back, in whatever order the marks arrive. */
const further = (known: ReceiptsView, told: ReceiptsView): ReceiptsView => {
  const later = (side: keyof ReceiptsView) => ({
    delivered: Math.max(known[side].delivered, told[side].delivered),
    read: Math.max(known[side].read, told[side].read),
  });
  return { citizen: later('citizen'), staff: later('staff') };
};

/** The one session on the screen: snapshot and events add up to what a refetch would give. */
export const createSessionStore = ({ sync, onEvent }: SessionStoreParts): SessionStore => {
  const session = signal<CitizenSessionView | null>(null);
  const events = signal<readonly CitizenEventView[]>([]);
  const receipts = signal(noReceipts);
  const isFilled = signal(false);
  let wanted = 0;
  let catching: string | null = null;

  const head = () => events.peek().at(-1)?.publicSeq ?? 0;

  const append = (page: readonly CitizenEventView[]) =>
    batch(() => {
      for (const event of page) {
        if (event.publicSeq !== head() + 1) continue;
        events.value = [...events.peek(), event];
        onEvent(event, isFilled.peek());
      }
    });

  /** Asks until the wanted head is reached; silence ends it, the next join or beacon starts it again. */
  const catchUp = async (): Promise<void> => {
    const sessionId = session.peek()?.sessionId;
    if (sessionId === undefined || catching === sessionId) return;
    catching = sessionId;
    while (head() < wanted) {
      const before = head();
      const page = await sync(sessionId, before);
      if (session.peek()?.sessionId !== sessionId) return;
      if (!page.ok) break;
      append(page.data.events);
      if (head() === before) break;
    }
    catching = null;
    if (head() >= wanted) isFilled.value = true;
  };
  const want = (told: number) => {
    wanted = Math.max(wanted, told);
    if (head() < wanted || !isFilled.peek()) void catchUp();
  };
  const clear = () => {
    session.value = null;
    events.value = [];
    receipts.value = noReceipts;
    isFilled.value = false;
    wanted = 0;
    catching = null;
  };
  const takeSession = (view: CitizenSessionView) => {
    const known = session.peek();
    if (known && (known.sessionId !== view.sessionId || known.publicSeq > view.publicSeq)) return;
    session.value = view;
  };

  return {
    ...{ session, events, receipts, isFilled },
    enter(snapshot) {
      batch(() => {
        if (session.peek()?.sessionId !== snapshot.session.sessionId) clear();
        session.value = snapshot.session;
        receipts.value = further(receipts.peek(), snapshot.receipts);
      });
      want(snapshot.session.publicSeq);
    },
    leave: () => batch(clear),
    takeSession,
    changeSession(change) {
      const known = session.peek();
      if (known) session.value = change(known);
    },
    takeReceipts(told) {
      receipts.value = further(receipts.peek(), told);
    },
    takeEvent(event) {
      if (event.publicSeq === head() + 1) append([event]);
      want(event.publicSeq);
    },
    takeHead: want,
  };
};
