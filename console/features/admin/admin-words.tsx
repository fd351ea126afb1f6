import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import type { Locale } from '../../../shared/domain/states.js';
import { createTranslator, type Catalogue } from '../../../shared/i18n/translator.js';
import { admin } from '../../catalogues/ru/admin.js';
import { ru } from '../../catalogues/ru.js';
import { useTranslator } from '../../components/translation.js';
import type { AdminKey, Words } from './words.js';

const russian: Words = createTranslator<AdminKey>('ru', { ...ru, ...admin });

const catalogues: Record<Locale, () => Promise<Catalogue<AdminKey>>> = {
  ru: () => Promise.resolve({ ...ru, ...admin }),
  en: async () => {
    const [common, own] = await Promise.all([
      import('../../catalogues/en.js'),
      import('../../catalogues/en/admin.js'),
    ]);
    return { ...common.en, ...own.admin };
  },
};

const WordsContext = createContext<Words>(russian);

export const AdminWords = ({ children }: { children: ReactNode }) => {
  const { locale } = useTranslator();
  const [words, setWords] = useState<Words | null>(locale === 'ru' ? russian : null);
  useEffect(() => {
    let isWanted = true;
    void catalogues[locale]().then((catalogue) => {
      if (isWanted) setWords(createTranslator(locale, catalogue));
    });
    return () => {
      isWanted = false;
    };
  }, [locale]);
  return words && <WordsContext value={words}>{children}</WordsContext>;
};

export const useWords = (): Words => useContext(WordsContext);
