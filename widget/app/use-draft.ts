import { createContext } from 'preact';
import { useContext, useEffect, useMemo } from 'preact/hooks';
import { createDraft, type Draft } from './draft.js';
import { useChat, useShell } from './use-chat.js';

export const DraftContext = createContext<Draft | null>(null);

/** A draft for each session, as long as it is on the screen. */
export const useNewDraft = (): Draft => {
  const shell = useShell();
  const chat = useChat();
  const sessionId = chat.session.value?.sessionId ?? '';
  const draft = useMemo(() => createDraft({ shell, chat }, sessionId), [shell, chat, sessionId]);
  useEffect(() => () => draft.dispose(), [draft]);
  return draft;
};

/** The draft of the talk around this component. Throws outside of one. */
export const useDraft = (): Draft => {
  const draft = useContext(DraftContext);
  if (!draft) throw new Error('useDraft outside of a talk');
  return draft;
};
