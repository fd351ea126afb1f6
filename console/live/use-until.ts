import { useEffect, useState } from 'react';

/** True until this local millisecond; a mark fades by itself where no end of it is told. */
export const useUntil = (until: number | undefined): boolean => {
  const [overAt, setOverAt] = useState<number>();
  useEffect(() => {
    if (until === undefined) return undefined;
    const timer = setTimeout(() => setOverAt(until), Math.max(0, until - Date.now()));
    return () => clearTimeout(timer);
  }, [until]);
  return until !== undefined && until !== overAt;
};
