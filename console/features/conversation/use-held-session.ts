import { useEffect } from 'react';
import { useLive } from '../../live/live-context.js';

/** Joined while it is on the screen, and through reconnects. */
export const useHeldSession = (sessionId: string): void => {
  const { feed, desk } = useLive();
  useEffect(() => feed.hold(sessionId), [feed, sessionId]);
  useEffect(() => {
    desk.setState({ viewedId: sessionId });
    return () => desk.setState({ viewedId: undefined });
  }, [desk, sessionId]);
};
