import { useStore } from 'zustand';
import { emptyDraft, formDraftId, putDraft } from './drafts.js';
import { useLive } from './live-context.js';

/**
 * What is written in a form about a session: neither a slip of the mouse beside its dialog, nor a reload, nor the end
 * of the sign-in loses it. Set to nothing when it is sent.
 */
export const useKeptWords = (sessionId: string, form: Parameters<typeof formDraftId>[1]) => {
  const { drafts } = useLive();
  const id = formDraftId(sessionId, form);
  const words = useStore(drafts, (all) => all[id])?.text ?? '';
  const setWords = (text: string) => putDraft(drafts, id, { ...emptyDraft, text });
  return [words, setWords] as const;
};
