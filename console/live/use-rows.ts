import { useMemo } from 'react';
import { useStore } from 'zustand';
import { useDesk, useLive } from './live-context.js';
import { buildRowLists, isMine, type RowLists } from './row-lists.js';
import { countUnread } from './session-log.js';

/** The lists of this console, always in their order. */
export const useRowLists = (): RowLists => {
  const live = useLive();
  const rows = useDesk((state) => state.rows);
  return useMemo(() => buildRowLists(rows.values(), live.me), [rows, live.me]);
};

/** Unread words of the citizen, by session; only of sessions that are mine. */
export const useUnread = (): ReadonlyMap<string, number> => {
  const live = useLive();
  const rows = useDesk((state) => state.rows);
  const sessions = useStore(live.sessions, (state) => state.sessions);
  return useMemo(() => {
    const counts = new Map<string, number>();
    for (const [sessionId, { log, receipts }] of sessions) {
      const row = rows.get(sessionId);
      if (!row || !isMine(row, live.me) || row.status === 'closed') continue;
      const count = countUnread(log, receipts.staff.read);
      if (count > 0) counts.set(sessionId, count);
    }
    return counts;
  }, [rows, sessions, live.me]);
};
