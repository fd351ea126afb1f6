import type { StaffMeView } from '../../shared/views/accounts.js';
import type { DeskStore } from './desk-store.js';
import { isLeftWithMe, isMine, owesSummary } from './row-lists.js';
import type { SessionFeed } from './session-feed.js';

export interface HoldingParts {
  me: StaffMeView;
  desk: DeskStore;
  feed: SessionFeed;
}

/**
 * Joins every session that is mine, so that unread words, typing and marks are known before it is opened. A session I
 * handed to a senior stays joined until its summary is written.
 */
export const createHolding = ({ me, desk, feed }: HoldingParts) => {
  const held = new Map<string, () => void>();

  const update = (): void => {
    const wanted = new Set<string>();
    for (const row of desk.getState().rows.values()) {
      const isWithMe = isMine(row, me) || isLeftWithMe(row, me) || owesSummary(row, me);
      if (isWithMe && row.status !== 'closed') wanted.add(row.sessionId);
    }
    for (const sessionId of wanted) {
      if (!held.has(sessionId)) held.set(sessionId, feed.hold(sessionId));
    }
    for (const [sessionId, release] of [...held]) {
      if (wanted.has(sessionId)) continue;
      held.delete(sessionId);
      release();
    }
  };

  return { close: desk.subscribe(update) };
};
