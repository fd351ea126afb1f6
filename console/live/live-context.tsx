import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { DeskState } from './desk-store.js';
import type { Live } from './live.js';
import { unknownSession, type SessionState } from './sessions-store.js';

const LiveContext = createContext<Live | null>(null);

export const LiveProvider = LiveContext.Provider;

/** The signed-in console. Throws outside of it, which is a mistake in the code. */
export const useLive = (): Live => {
  const live = useContext(LiveContext);
  if (live === null) throw new Error('useLive is called outside LiveProvider.');
  return live;
};

export const useDesk = <T,>(select: (state: DeskState) => T): T => useStore(useLive().desk, select);

export const useSession = (sessionId: string): SessionState =>
  useStore(useLive().sessions, ({ sessions }) => sessions.get(sessionId)) ?? unknownSession;
