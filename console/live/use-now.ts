import { useEffect, useState } from 'react';
import { useLive } from './live-context.js';

/** The server's time in milliseconds, anew each second (or as asked) while the component is on the screen. */
export const useServerNow = (everyMs = 1_000): number => {
  const { clock } = useLive();
  const [now, setNow] = useState(() => clock.now());
  useEffect(() => {
    setNow(clock.now());
    const timer = setInterval(() => setNow(clock.now()), everyMs);
    return () => clearInterval(timer);
  }, [clock, everyMs]);
  return now;
};
