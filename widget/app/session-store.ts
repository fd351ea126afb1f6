import { batch, signal, type ReadonlySignal } from '@preact/signals';
import { createFeed, type Feed } from '../../client/feed.js';
import type { LogPage } from '../../client/wire.js';
import type { CitizenSnapshot } from '../../shared/protocol/citizen-events.js';
import type { CitizenSessionView, ReceiptsView } from '../../shared/views/chat-session.js';
import type { CitizenEventView } from '../../shared/views/session-events.js';
import type { Answer } from '../../client/answer.js';

export interface SessionStore {
  readonly session: ReadonlySignal<CitizenSessionView | null>;
  /** Events 1…head without a gap. */
  readonly events: ReadonlySignal<readonly CitizenEventView[]>;
  readonly receipts: ReadonlySignal<ReceiptsView>;
  /** True once what was there at the join has been read: from then on events are news. */
  readonly isFilled: ReadonlySignal<boolean>;
  /** Starts with a session that was joined, or goes on with it. */
  enter(snapshot: CitizenSnapshot): void;
  /** Joins the session on the screen again, if there is one: after each connect. */
  rejoin(): void;
  leave(): void;
  /** A newer view is taken, an older one dropped. */
  takeSession(view: CitizenSessionView): void;
  changeSession(change: (view: CitizenSessionView) => CitizenSessionView): void;
  takeReceipts(receipts: ReceiptsView): void;
  /** The next event is applied, an older one dropped; a later one means a gap, which is asked for. */
  takeEvent(event: CitizenEventView): void;
  /** An acknowledgement told how far the log goes. */
  takeHead(head: number): void;
  /** The beacon told it: what was missed is read, and the view with it. */
  takeBeacon(head: number): void;
}

export interface SessionStoreParts {
  join: (sessionId: string) => Promise<Answer<CitizenSnapshot>>;
  sync: (sessionId: string, after: number) => Promise<Answer<LogPage<CitizenEventView>>>;
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
export const createSessionStore = (parts: SessionStoreParts): SessionStore => {
  const session = signal<CitizenSessionView | null>(null);
  const events = signal<readonly CitizenEventView[]>([]);
  const receipts = signal(noReceipts);
  const isFilled = signal(false);
  let feed: Feed<CitizenEventView> | null = null;

  const takeSession = (view: CitizenSessionView) => {
    const known = session.peek();
    if (known && (known.sessionId !== view.sessionId || known.publicSeq > view.publicSeq)) return;
    session.value = view;
  };
  const takeSnapshot = (snapshot: CitizenSnapshot) =>
    batch(() => {
      takeSession(snapshot.session);
      receipts.value = further(receipts.peek(), snapshot.receipts);
    });
  const clear = () => {
    feed?.close();
    feed = null;
    session.value = null;
    events.value = [];
    receipts.value = noReceipts;
    isFilled.value = false;
  };
  const follow = (sessionId: string): Feed<CitizenEventView> =>
    createFeed({
      numberOf: (event) => event.publicSeq,
      async join() {
        const answer = await parts.join(sessionId);
        if (!answer.ok) return answer;
        if (session.peek()?.sessionId === sessionId) takeSnapshot(answer.data);
        return { ok: true, data: answer.data.session.publicSeq };
      },
      sync: (after) => parts.sync(sessionId, after),
      onEvents: (next, isNews) =>
        batch(() => {
          events.value = [...events.peek(), ...next];
          for (const event of next) parts.onEvent(event, isNews);
        }),
      onFilled: () => (isFilled.value = true),
    });

  return {
    ...{ session, events, receipts, isFilled },
    enter(snapshot) {
      const { sessionId, publicSeq } = snapshot.session;
      batch(() => {
        if (session.peek()?.sessionId !== sessionId) clear();
        takeSnapshot(snapshot);
      });
      feed ??= follow(sessionId);
      feed.joined(publicSeq);
    },
    rejoin: () => feed?.join(),
    leave: () => batch(clear),
    takeSession,
    changeSession(change) {
      const known = session.peek();
      if (known) session.value = change(known);
    },
    takeReceipts(told) {
      receipts.value = further(receipts.peek(), told);
    },
    takeEvent: (event) => feed?.take(event),
    takeHead: (head) => feed?.takeHead(head),
    takeBeacon: (head) => feed?.takeBeacon(head),
  };
};
