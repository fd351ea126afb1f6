import { showTexts } from './texts.js';

// The console keeps its language here, under the same origin: one switch serves both.
const preferencesKey = 'liniya.preferences';

const readPreferences = () => {
  try {
    return JSON.parse(localStorage.getItem(preferencesKey) ?? '{}');
  } catch {
    return {};
  }
};

const preferred = () => {
  const { locale } = readPreferences();
  if (locale === 'ru' || locale === 'en') return locale;
  const first = navigator.languages.find((language) => /^(ru|en)\b/i.test(language));
  return first?.toLowerCase().startsWith('en') ? 'en' : 'ru';
};

const keep = (locale) => {
  try {
    localStorage.setItem(preferencesKey, JSON.stringify({ ...readPreferences(), locale }));
  } catch {
    // Without storage the choice lasts as long as the page.
  }
};

/** Shows the browser's language, or the one chosen before; `onChange` hears of another choice. */
export const setUpLanguage = (onChange) => {
  const locale = preferred();
  keep(locale);
  showTexts(locale);
  for (const input of document.querySelectorAll('#locale input')) {
    input.checked = input.value === locale;
    input.addEventListener('change', () => {
      keep(input.value);
      showTexts(input.value);
      onChange();
    });
  }
};
