import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ProblemCode } from '../../shared/protocol/passing.js';

/** A short word at the foot of the screen. Texts are chosen where they are shown, in the language of that moment. */
export interface Notice {
  id: number;
  tone: 'neutral' | 'danger';
  text: { problem: ProblemCode } | { key: string; values?: Record<string, string> };
}

export type NoticesStore = StoreApi<{ notices: readonly Notice[] }>;

export interface Notices {
  store: NoticesStore;
  tell(key: string, values?: Record<string, string>): void;
  tellProblem(code: ProblemCode): void;
  drop(id: number): void;
}

const shownMs = 6_000;
const atMost = 3;

export const createNotices = (): Notices => {
  const store: NoticesStore = createStore(() => ({ notices: [] as readonly Notice[] }));
  let lastId = 0;
  const drop = (id: number) =>
    store.setState({ notices: store.getState().notices.filter((notice) => notice.id !== id) });
  const add = (tone: Notice['tone'], text: Notice['text']) => {
    lastId += 1;
    const id = lastId;
    store.setState({ notices: [...store.getState().notices, { id, tone, text }].slice(-atMost) });
    setTimeout(() => drop(id), shownMs);
  };
  return {
    store,
    tell: (key, values) => add('neutral', { key, ...(values === undefined ? {} : { values }) }),
    tellProblem: (code) => add('danger', { problem: code }),
    drop,
  };
};
