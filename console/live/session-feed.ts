import type { StaffEventView } from '../../shared/views/session-events.js';
import { computeDelayMs } from './backoff.js';
import type { ServerClock } from './server-clock.js';
import {
  forgetSession,
  patchSession,
  putPage,
  putReceipts,
  putView,
  readSession,
  type SessionsStore,
} from './sessions-store.js';
import { type StaffLink } from './staff-link.js';
import { isPassing } from '../../shared/protocol/passing.js';

/** Keeps the sessions this tab has open joined and without a gap. */
export interface SessionFeed {
  /** Joined from now on, through reconnects, until everyone who held it has let go. */
  hold(sessionId: string): () => void;
  isHeld(sessionId: string): boolean;
  /** Fetches what is missing; called at a gap and when the beacon names a later head. */
  sync(sessionId: string): Promise<void>;
  /** Joins and syncs everything held: after each connect. */
  rejoin(): void;
  /** Asks anew whether a held session may still be read. */
  check(sessionId: string): void;
}

export interface SessionFeedParts {
  link: StaffLink;
  store: SessionsStore;
  clock: ServerClock;
  /** What a sync has brought; it may hold words of mine whose answer was lost. */
  onEvents: (events: readonly StaffEventView[]) => void;
}

export const createSessionFeed = ({
  link,
  store,
  clock,
  onEvents,
}: SessionFeedParts): SessionFeed => {
  const holders = new Map<string, number>();
  const syncing = new Set<string>();
  const askedAgain = new Set<string>();
  const retries = new Map<string, ReturnType<typeof setTimeout>>();

  const fetchPages = async (sessionId: string): Promise<void> => {
    for (;;) {
      const after = readSession(store, sessionId).log.head;
      const answer = await link.request('session:sync', { sessionId, after });
      // Asked again by the next connect, beacon or event.
      if (!answer.ok) return;
      putPage(store, sessionId, answer.data.events);
      onEvents(answer.data.events);
      const { head } = readSession(store, sessionId).log;
      if (head >= answer.data.head) {
        patchSession(store, sessionId, { isLoaded: true });
        return;
      }
      if (head === after) return;
    }
  };

  /** One walk at a time a session; a wish that comes meanwhile makes it go round once more. */
  const sync = async (sessionId: string): Promise<void> => {
    askedAgain.add(sessionId);
    if (syncing.has(sessionId)) return;
    syncing.add(sessionId);
    while (askedAgain.delete(sessionId)) await fetchPages(sessionId);
    syncing.delete(sessionId);
  };

  const join = async (sessionId: string, attempt = 0): Promise<void> => {
    clearTimeout(retries.get(sessionId));
    const answer = await link.request('session:join', { sessionId });
    if (!holders.has(sessionId)) return;
    if (!answer.ok) {
      if (!isPassing(answer.code)) patchSession(store, sessionId, { problem: answer.code });
      else {
        const again = setTimeout(() => void join(sessionId, attempt + 1), computeDelayMs(attempt));
        retries.set(sessionId, again);
      }
      return;
    }
    clock.observe(answer.data.session.serverNow);
    patchSession(store, sessionId, { problem: undefined, viewers: answer.data.viewers });
    putView(store, answer.data.session);
    putReceipts(store, sessionId, answer.data.receipts);
    await sync(sessionId);
  };

  const release = (sessionId: string): void => {
    const left = (holders.get(sessionId) ?? 1) - 1;
    if (left > 0) {
      holders.set(sessionId, left);
      return;
    }
    holders.delete(sessionId);
    clearTimeout(retries.get(sessionId));
    retries.delete(sessionId);
    void link.request('session:leave', { sessionId });
    forgetSession(store, sessionId);
  };

  return {
    hold(sessionId) {
      const count = holders.get(sessionId) ?? 0;
      holders.set(sessionId, count + 1);
      if (count === 0) void join(sessionId);
      let isHeld = true;
      return () => {
        if (isHeld) release(sessionId);
        isHeld = false;
      };
    },
    isHeld: (sessionId) => holders.has(sessionId),
    sync,
    check(sessionId) {
      if (holders.has(sessionId)) void join(sessionId);
    },
    rejoin() {
      for (const sessionId of holders.keys()) void join(sessionId);
    },
  };
};
