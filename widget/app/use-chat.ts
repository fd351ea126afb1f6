import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { Chat, Shell } from './chat.js';

export const ShellContext = createContext<Shell | null>(null);

/** What stands around every screen. Throws outside of it: a fault of the code, not of the reader. */
export const useShell = (): Shell => {
  const shell = useContext(ShellContext);
  if (!shell) throw new Error('useShell outside of a shell');
  return shell;
};

/** The conversation this component is part of. Throws where none is on the screen. */
export const useChat = (): Chat => {
  const chat = useShell().chat.value;
  if (!chat) throw new Error('useChat outside of a conversation');
  return chat;
};

/** The server's clock, looked at again every `everyMs` while the component is shown. */
export const useNow = (everyMs: number): number => {
  const { clock } = useShell();
  const [, look] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => look((count) => count + 1), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  // Read as a signal too, so that a better sample of the server's clock is seen at once.
  return clock.offsetMs.value - clock.offsetMs.peek() + clock.now();
};
