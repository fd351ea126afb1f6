import { useCallback, useEffect, useRef } from 'react';
import { limits } from '../../../shared/limits.js';
import { useLive } from '../../live/live-context.js';

/** Renewed before the mark fades on the other side. */
const renewMs = limits.typing.shownMs - 2_000;

/** Tells the citizen and colleagues that somebody writes; of a note, colleagues alone. */
export const useTypingSignal = (sessionId: string) => {
  const { link } = useLive();
  const toldAt = useRef(0);
  const stop = useCallback(() => {
    if (toldAt.current === 0) return;
    toldAt.current = 0;
    link.signal('typing:set', { sessionId, isTyping: false });
  }, [link, sessionId]);
  const touch = useCallback(
    (audience: 'all' | 'staff') => {
      const now = Date.now();
      if (now - toldAt.current < renewMs) return;
      toldAt.current = now;
      link.signal('typing:set', { sessionId, isTyping: true, audience });
    },
    [link, sessionId],
  );
  useEffect(() => stop, [stop]);
  return { touch, stop };
};
