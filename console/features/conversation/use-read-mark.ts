import { useEffect, useState } from 'react';
import { useLive } from '../../live/live-context.js';
import { publicHead } from '../../live/session-log.js';
import { putReceipts, type SessionState } from '../../live/sessions-store.js';

const useIsVisible = (): boolean => {
  const [isVisible, setIsVisible] = useState(document.visibilityState === 'visible');
  useEffect(() => {
    const listen = () => setIsVisible(document.visibilityState === 'visible');
    document.addEventListener('visibilitychange', listen);
    return () => document.removeEventListener('visibilitychange', listen);
  }, []);
  return isVisible;
};

/** Tells the citizen that their words are read: while the owner sees the end of the list in a visible tab. */
export const useReadMark = ({
  sessionId,
  session,
  isReading,
}: {
  sessionId: string;
  session: SessionState;
  isReading: boolean;
}): void => {
  const { link, sessions } = useLive();
  const isVisible = useIsVisible();
  const head = publicHead(session.log);
  const { citizen, staff } = session.receipts;
  useEffect(() => {
    if (!isReading || !isVisible || head <= staff.read) return;
    // At once here, so that the badge goes with the glance; the server's own mark follows.
    putReceipts(sessions, sessionId, { citizen, staff: { delivered: head, read: head } });
    void link.request('receipt:set', { sessionId, delivered: head, read: head });
  }, [isReading, isVisible, head, staff.read, citizen, sessionId, link, sessions]);
};
