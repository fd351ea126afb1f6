import type { KeptValues } from './storage.js';

/** Under which the first words of a question are kept until they are sent. */
export const firstDraftKey = 'draft.new';

/** Words that had no place any more stand before what is written there already. */
export const addToDraft = (kept: KeptValues, text: string): void => {
  const written = kept.read(firstDraftKey) ?? '';
  kept.write(firstDraftKey, [text, written].filter((part) => part !== '').join('\n'));
};
