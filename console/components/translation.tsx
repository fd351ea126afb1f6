import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import type { Locale } from '../../shared/domain/states.js';
import { createTranslator, type Catalogue, type Translator } from '../../shared/i18n/translator.js';
import { ru } from '../catalogues/ru.js';

export type MessageKey = keyof typeof ru;

const russian = createTranslator<MessageKey>('ru', ru);

const TranslationContext = createContext<Translator<MessageKey>>(russian);

const catalogues: Record<Locale, () => Promise<Catalogue<MessageKey>>> = {
  ru: () => Promise.resolve(ru),
  en: () => import('../catalogues/en.js').then((module) => module.en),
};

/** Russian is there at once; English is fetched when it is chosen, and until then nothing is shown in the wrong one. */
export const TranslationProvider = ({
  locale,
  children,
}: {
  locale: Locale;
  children: ReactNode;
}) => {
  const [translator, setTranslator] = useState(locale === 'ru' ? russian : null);
  useEffect(() => {
    let isWanted = true;
    void catalogues[locale]().then((catalogue) => {
      if (isWanted) setTranslator(createTranslator(locale, catalogue));
    });
    return () => {
      isWanted = false;
    };
  }, [locale]);
  if (translator === null) return null;
  return (
    <I18nProvider locale={translator.locale}>
      <TranslationContext.Provider value={translator}>{children}</TranslationContext.Provider>
    </I18nProvider>
  );
};

/** Texts, plurals, dates and numbers in the reader's language. */
export const useTranslator = (): Translator<MessageKey> => useContext(TranslationContext);

/** The texts alone. */
export const useT = (): Translator<MessageKey>['t'] => useTranslator().t;
