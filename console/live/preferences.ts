import { createStore, type StoreApi } from 'zustand/vanilla';
import { locales, type Locale } from '../../shared/domain/states.js';

export type Theme = 'system' | 'light' | 'dark';

/** What a member of staff chose for this browser. Nothing of a citizen is among it. */
export interface Preferences {
  locale: Locale;
  theme: Theme;
  /** Each of the three sounds can be off. */
  sounds: { offer: boolean; message: boolean; escalation: boolean };
  isCardOpen: boolean;
}

export type PreferencesStore = StoreApi<Preferences>;

const storageKey = 'liniya.preferences';

const detectLocale = (): Locale =>
  navigator.languages.some((language) => language.toLowerCase().startsWith('ru')) ||
  !navigator.languages.some((language) => language.toLowerCase().startsWith('en'))
    ? 'ru'
    : 'en';

const readStored = (): Partial<Preferences> => {
  try {
    const stored = JSON.parse(localStorage.getItem(storageKey) ?? '{}') as Partial<Preferences>;
    return stored.locale === undefined || locales.includes(stored.locale) ? stored : {};
  } catch {
    return {};
  }
};

/** Kept in `localStorage` and written to the root element, where the tokens read theme and language. */
export const createPreferences = (initial: Partial<Preferences> = readStored()) => {
  const store: PreferencesStore = createStore<Preferences>(() => ({
    locale: detectLocale(),
    theme: 'system',
    sounds: { offer: true, message: true, escalation: true },
    isCardOpen: true,
    ...initial,
  }));
  const apply = ({ locale, theme }: Preferences) => {
    document.documentElement.lang = locale;
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
  };
  apply(store.getState());
  store.subscribe((next) => {
    apply(next);
    try {
      localStorage.setItem(storageKey, JSON.stringify(next));
    } catch {
      // Without storage the choice lasts as long as the page.
    }
  });
  return store;
};
