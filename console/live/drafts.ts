import { createStore, type StoreApi } from 'zustand/vanilla';
import { followWords } from '../../client/kept/follow-words.js';
import type { KeptValues } from '../../client/kept-values.js';

/** What stands in the composer of one session and is not sent yet. */
export interface Draft {
  text: string;
  isNote: boolean;
}

export type DraftsStore = StoreApi<Readonly<Record<string, Draft>>>;

export const emptyDraft: Draft = { text: '', isNote: false };

const prefix = 'draft.';

/** Drafts by session, kept through a reload and a crash, and the same in all tabs of one person. */
export const createDrafts = (kept: KeptValues) => {
  const read = (id: string): Draft => {
    const text = kept.read(prefix + id);
    return text === null ? emptyDraft : (JSON.parse(text) as Draft);
  };
  const store: DraftsStore = createStore(() =>
    Object.fromEntries(kept.list(prefix).map((id) => [id, read(id)])),
  );
  const stopKeeping = store.subscribe((drafts, before) => {
    for (const id of Object.keys(before)) if (!drafts[id]) kept.remove(prefix + id);
    for (const [id, draft] of Object.entries(drafts))
      if (draft !== before[id]) kept.write(prefix + id, JSON.stringify(draft));
  });
  const stopFollowing = followWords(kept, (key) => {
    const id = key.slice(prefix.length);
    if (key.startsWith(prefix)) putDraft(store, id, read(id));
  });
  return {
    store,
    close() {
      stopKeeping();
      stopFollowing();
    },
  };
};

export const putDraft = (store: DraftsStore, sessionId: string, draft: Draft): void => {
  const drafts = new Map(Object.entries(store.getState()));
  if (draft.text === '' && !draft.isNote) drafts.delete(sessionId);
  else drafts.set(sessionId, draft);
  store.setState(Object.fromEntries(drafts), true);
};

/** A form about a session whose words are kept beside its composer's, until they are sent. */
export const formDraftId = (
  sessionId: string,
  form: 'close' | 'transfer' | 'hand-over' | 'incident',
): string => `${sessionId}/${form}`;
