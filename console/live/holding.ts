import type { StaffMeView } from '../../shared/views/accounts.js';
import type { DeskStore } from './desk-store.js';
import { isLeftWithMe, isMine } from './row-lists.js';
import type { SessionFeed } from './session-feed.js';
import type { SessionsStore } from './sessions-store.js';

export interface HoldingParts {
  me: StaffMeView;
  desk: DeskStore;
  sessions: SessionsStore;
  feed: SessionFeed;
}

/**
 * Joins every session that is mine, so that unread words, typing and marks are known before it is opened. A session I
 * handed to a senior stays joined until its summary is written.
 */
export const createHolding = ({ me, desk, sessions, feed }: HoldingParts) => {
  const held = new Map<string, () => void>();

  const owesSummary = (sessionId: string) =>
    sessions.getState().sessions.get(sessionId)?.view?.handOverFrom?.operatorId === me.operatorId;

  const update = (): void => {
    const wanted = new Set<string>();
    for (const row of desk.getState().rows.values()) {
      const isWithMe = isMine(row, me) || isLeftWithMe(row, me);
      if (isWithMe && row.status !== 'closed') wanted.add(row.sessionId);
    }
    for (const sessionId of held.keys()) if (owesSummary(sessionId)) wanted.add(sessionId);
    for (const sessionId of wanted) {
      if (!held.has(sessionId)) held.set(sessionId, feed.hold(sessionId));
    }
    for (const [sessionId, release] of [...held]) {
      if (wanted.has(sessionId)) continue;
      held.delete(sessionId);
      release();
    }
  };

  const stops = [desk.subscribe(update), sessions.subscribe(update)];
  return {
    close() {
      for (const stop of stops) stop();
    },
  };
};
