import { createFeed, type Feed } from '../../client/feed.js';
import type { StaffLink } from '../../client/links.js';
import type { Courier } from '../../client/courier.js';
import type { ServerClock } from '../../client/server-clock.js';
import type { StaffMessageInput } from '../../shared/schemas/session.js';
import type { StaffEventView } from '../../shared/views/session-events.js';
import {
  appendEvents,
  forgetSession,
  patchSession,
  putReceipts,
  putView,
  type SessionsStore,
} from './sessions-store.js';

export type StaffCourier = Courier<StaffEventView, StaffMessageInput>;

/** Keeps the sessions this tab has open joined and without a gap. What concerns another session is passed over. */
export interface SessionFeed {
  /** Joined from now on, through reconnects, until everyone who held it has let go. */
  hold(sessionId: string): () => void;
  isHeld(sessionId: string): boolean;
  take(sessionId: string, event: StaffEventView): void;
  /** An acknowledgement told how far its log goes. */
  takeHead(sessionId: string, head: number): void;
  /** The beacon told it. */
  takeBeacon(sessionId: string, head: number): void;
  /** Joins everything held, then reads what is missing: after each connect. */
  rejoin(): void;
  /** Asks anew whether a held session may still be read. */
  check(sessionId: string): void;
  /** Asks nothing more. */
  close(): void;
}

export interface SessionFeedParts {
  link: Pick<StaffLink, 'request'>;
  courier: Pick<StaffCourier, 'sync'>;
  store: SessionsStore;
  clock: ServerClock;
  /** The next ones of a session, in order; `isNews` is false for what was there before this tab looked. */
  onEvents: (sessionId: string, events: readonly StaffEventView[], isNews: boolean) => void;
}

interface Held {
  feed: Feed<StaffEventView>;
  holders: number;
}

export const createSessionFeed = (parts: SessionFeedParts): SessionFeed => {
  const { link, courier, store, clock, onEvents } = parts;
  const held = new Map<string, Held>();

  const follow = (sessionId: string): Feed<StaffEventView> => {
    const feed = createFeed<StaffEventView>({
      numberOf: (event) => event.seq,
      async join() {
        const answer = await link.request('session:join', { sessionId });
        if (!answer.ok) return answer;
        const { session, receipts, viewers } = answer.data;
        clock.observe(session.serverNow);
        if (held.get(sessionId)?.feed === feed) {
          patchSession(store, sessionId, { problem: undefined, viewers });
          putView(store, session);
          putReceipts(store, sessionId, receipts);
        }
        return { ok: true, data: session.seq };
      },
      sync: (after) => courier.sync(sessionId, after),
      onEvents(events, isNews) {
        appendEvents(store, sessionId, events);
        onEvents(sessionId, events, isNews);
      },
      onFilled: () => patchSession(store, sessionId, { isLoaded: true }),
      onProblem: (problem) => patchSession(store, sessionId, { problem }),
    });
    return feed;
  };
  const start = (sessionId: string): Held => {
    const started = { feed: follow(sessionId), holders: 0 };
    held.set(sessionId, started);
    started.feed.join();
    return started;
  };
  const release = (sessionId: string): void => {
    const known = held.get(sessionId);
    if (!known) return;
    known.holders -= 1;
    if (known.holders > 0) return;
    held.delete(sessionId);
    known.feed.close();
    void link.request('session:leave', { sessionId });
    forgetSession(store, sessionId);
  };

  return {
    hold(sessionId) {
      const known = held.get(sessionId) ?? start(sessionId);
      known.holders += 1;
      let isHeld = true;
      return () => {
        if (isHeld) release(sessionId);
        isHeld = false;
      };
    },
    isHeld: (sessionId) => held.has(sessionId),
    take: (sessionId, event) => held.get(sessionId)?.feed.take(event),
    takeHead: (sessionId, head) => held.get(sessionId)?.feed.takeHead(head),
    takeBeacon: (sessionId, head) => held.get(sessionId)?.feed.takeBeacon(head),
    rejoin() {
      for (const { feed } of held.values()) feed.join();
    },
    check: (sessionId) => held.get(sessionId)?.feed.join(),
    close() {
      for (const { feed } of held.values()) feed.close();
    },
  };
};
