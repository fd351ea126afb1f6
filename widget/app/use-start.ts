import { signal, type Signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { parseAppealNumber } from '../../shared/domain/appeal-number.js';
import type { Consents, Shell } from './chat.js';
import { followWords } from '../../client/kept/follow-words.js';
import { firstDraftKey } from './first-draft.js';
import { t, textOfError } from './texts.js';
import { useShell } from './use-chat.js';

export interface StartForm {
  readonly text: Signal<string>;
  readonly consents: Signal<Consents>;
  readonly problem: Signal<string | null>;
  readonly isConsentMissing: Signal<boolean>;
  readonly isSending: Signal<boolean>;
  /** The number that is being looked up. */
  readonly sought: Signal<string | null>;
  give(purpose: keyof Consents, isGiven: boolean): void;
  /** The part of the form that needs a hand, where one does. */
  send(): Promise<'words' | 'consent' | null>;
}

const createStartForm = (shell: Shell): StartForm => {
  const text = signal(shell.kept.read(firstDraftKey) ?? '');
  const consents = signal<Consents>({ processing: false, recording: false });
  const problem = signal<string | null>(null);
  const isConsentMissing = signal(false);
  const isSending = signal(false);
  const sought = signal<string | null>(null);

  const open = async (words: string): Promise<void> => {
    isSending.value = true;
    const answer = await shell.open(words, consents.value);
    isSending.value = false;
    if (answer.ok) text.value = '';
    else problem.value = textOfError(answer.code);
  };
  return {
    ...{ text, consents, problem, isConsentMissing, isSending, sought },
    give(purpose, isGiven) {
      consents.value = { ...consents.value, [purpose]: isGiven };
      if (isGiven) isConsentMissing.value = false;
    },
    async send() {
      const words = text.value.trim();
      const count = words.length - (shell.config.peek()?.maxTextLength ?? Infinity);
      if (isSending.value) return null;
      problem.value = null;
      isConsentMissing.value = false;
      sought.value = parseAppealNumber(words);
      if (words === '') problem.value = t('start.empty');
      else if (count > 0) problem.value = t('composer.too_long', { count });
      else if (sought.value !== null) return null;
      else if (!consents.value.processing) isConsentMissing.value = true;
      else await open(words);
      if (isConsentMissing.value) return 'consent';
      return problem.value === null ? null : 'words';
    },
  };
};

/** What the first screen holds: words that survive a reload, consents that do not. */
export const useStart = (): StartForm => {
  const shell = useShell();
  const form = useMemo(() => createStartForm(shell), [shell]);
  useEffect(
    () =>
      form.text.subscribe((words) => {
        form.problem.value = null;
        if (words === '') shell.kept.remove(firstDraftKey);
        else {
          shell.kept.write(firstDraftKey, words);
          // Who writes will want the conversation: its code comes while they type.
          shell.warmUp();
        }
      }),
    [shell, form],
  );
  useEffect(
    () =>
      followWords(shell.kept, (key) => {
        if (key === firstDraftKey) form.text.value = shell.kept.read(key) ?? '';
      }),
    [shell, form],
  );
  return form;
};
