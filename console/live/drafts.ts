import { createStore, type StoreApi } from 'zustand/vanilla';
import type { StoredValue } from './stored-value.js';

/** What stands in the composer of one session and is not sent yet. */
export interface Draft {
  text: string;
  isNote: boolean;
}

export type DraftsStore = StoreApi<Readonly<Record<string, Draft>>>;

export const emptyDraft: Draft = { text: '', isNote: false };

/** Drafts by session, kept through a reload of the tab. */
export const createDrafts = (stored: StoredValue<Record<string, Draft>>): DraftsStore => {
  const store: DraftsStore = createStore(() => stored.read());
  store.subscribe((drafts) => stored.write(drafts));
  return store;
};

export const putDraft = (store: DraftsStore, sessionId: string, draft: Draft): void => {
  const drafts = new Map(Object.entries(store.getState()));
  if (draft.text === '' && !draft.isNote) drafts.delete(sessionId);
  else drafts.set(sessionId, draft);
  store.setState(Object.fromEntries(drafts), true);
};

/** A form about a session whose words are kept beside its composer's, until they are sent. */
export const formDraftId = (sessionId: string, form: 'close' | 'transfer' | 'hand-over'): string =>
  `${sessionId}/${form}`;
