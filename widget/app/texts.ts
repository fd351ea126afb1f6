import { signal } from '@preact/signals';
import type { Locale } from '../../shared/domain/states.js';
import {
  createTranslator,
  type Catalogue,
  type Params,
  type Translator,
} from '../../shared/i18n/translator.js';
import type { TextKey as FirstKey } from './catalogues/ru.js';
import type { TalkKey } from './catalogues/ru-talk.js';

export type TextKey = FirstKey | TalkKey;

/** The first frame's words come with it; the rest with the code that says them. */
const first = {
  ru: async () => (await import('./catalogues/ru.js')).ru,
  en: async () => (await import('./catalogues/en.js')).en,
};
const rest = {
  ru: async () => (await import('./catalogues/ru-talk.js')).ruTalk,
  en: async () => (await import('./catalogues/en-talk.js')).enTalk,
};

/** The language on the screen. Set before the first frame; every component that reads it follows a change. */
export const texts = signal<Translator<TextKey>>(null as never);

let isTalkNeeded = false;

/** Loads a language and shows it. Rejects where its chunk does not arrive. */
export const showLocale = async (locale: Locale): Promise<void> => {
  const parts = await Promise.all([first[locale](), isTalkNeeded ? rest[locale]() : {}]);
  // Until the conversation is needed, nothing on the screen asks for its words.
  const catalogue = Object.assign({}, ...parts) as Catalogue<TextKey>;
  texts.value = createTranslator(locale, catalogue);
  document.documentElement.lang = locale;
  document.title = texts.value.t('app.title');
};

/** The words of everything behind the first frame. Rejects where the chunk does not arrive. */
export const needTalkTexts = async (): Promise<void> => {
  if (isTalkNeeded) return;
  isTalkNeeded = true;
  try {
    await showLocale(texts.peek().locale);
  } catch (error) {
    isTalkNeeded = false;
    throw error;
  }
};

/** The text of `key` in the language on the screen. */
export const t = (key: TextKey, params?: Params): string => texts.value.t(key, params);

/** A text for a code the server sent, which may be newer than this widget. */
export const textOfError = (code: string): string =>
  texts.value.find(`error.${code}`) ?? t('error.unknown');
