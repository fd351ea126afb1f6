import { locales, type Locale } from '../../shared/domain/states.js';

/** What the page that opens the chat asks for, in the address: `app.html?mode=…&theme=…#nonce`. */
export interface Params {
  /** `fullpage`: the page itself is the chat, in a mobile app's webview. */
  mode: 'frame' | 'fullpage';
  /** Origin of the page that embeds the frame; null where there is none. */
  hostOrigin: string | null;
  nonce: string;
  locale: Locale | null;
  theme: 'light' | 'dark' | null;
  /** `#rrggbb` or `#rgb`, unchecked. */
  accent: string | null;
}

const readOrigin = (text: string | null): string | null => {
  try {
    const { protocol, origin } = new URL(text ?? '');
    return protocol === 'https:' || protocol === 'http:' ? origin : null;
  } catch {
    return null;
  }
};

export const readParams = (address: { search: string; hash: string }): Params => {
  const query = new URLSearchParams(address.search);
  const theme = query.get('theme');
  return {
    mode: query.get('mode') === 'fullpage' ? 'fullpage' : 'frame',
    hostOrigin: readOrigin(query.get('host')),
    nonce: address.hash.slice(1),
    locale: locales.find((locale) => locale === query.get('locale')) ?? null,
    theme: theme === 'light' || theme === 'dark' ? theme : null,
    accent: query.get('accent'),
  };
};

/** The first of the reader's languages that the widget speaks; Russian otherwise. */
export const chooseLocale = (languages: readonly string[]): Locale => {
  for (const language of languages) {
    const found = locales.find((locale) => language.toLowerCase().split('-')[0] === locale);
    if (found) return found;
  }
  return 'ru';
};
