import { stemmer } from '@orama/stemmers/english';
import { englishWordsOf } from './english-words.js';
import { findSpelling } from './spellings.js';
import { transliterate } from './transliteration.js';

const formsOfWord = new Map<string, readonly string[]>();
const formsOfStem = new Map<string, readonly string[]>();
for (const [meaning, words] of Object.entries(englishWordsOf)) {
  const forms = meaning.split(' ').filter((form) => form !== '');
  for (const word of words.split(' ')) {
    formsOfWord.set(word, forms);
    const stem = stemmer(word);
    if (/^[a-z]{4,}$/u.test(word) && !formsOfStem.has(stem)) formsOfStem.set(stem, forms);
  }
}

const findForms = (word: string): readonly string[] | undefined =>
  formsOfWord.get(word) ?? (word.length > 3 ? formsOfStem.get(stemmer(word)) : undefined);

/** Also Russian words in Latin letters, or used in both languages: they tell nothing about the language. */
const shared = new Set(
  'a i as on do no to in so my me us he but by sum and app bot bank login email mail sms'.split(
    ' ',
  ),
);

/** Of the words that stand in any text, those without a meaning here; they only show the language. */
const common = new Set(
  (
    'go take use say says said tell told think know look keep kept give gave find found put write wrote read call ' +
    'buy made time way year thing people place country city world part line box list order first last next late ' +
    'later now own right left other more most less few lot little big small best better bad full free main simple ' +
    'whole real true sure such well far soon always often maybe perhaps instead although however anyway together ' +
    'dear sir afternoon morning evening bring stop start turn run learn live stay belong explain both between ' +
    'under above against during across around make would good nice great which what who like record certificate service ' +
    'centre center office mode word application'
  ).split(' '),
);
/** Letters that Russian words in Latin spelling hardly ever have. */
const englishLetters = /th|wh|ck|gh|tion|qu|ing$|[^aeiouy]ment$/u;

const withoutEnding = (word: string): string => word.replace(/'(s|m|d|ve|re|ll)?$/u, '');

const isEnglishWord = (word: string): boolean =>
  (findForms(word) ?? findForms(withoutEnding(word))) !== undefined ||
  common.has(word) ||
  englishLetters.test(word);

/** Whether most words of a message in Latin letters are English ones, and not Russian ones spelt in them. */
export const isEnglish = (words: readonly string[]): boolean => {
  const telling = words.filter(
    (word) => !shared.has(word) && !findForms(word)?.includes(transliterate(word)),
  );
  const known = telling.filter(isEnglishWord);
  return known.length > 0 && known.length * 2 >= telling.length;
};

const readPart = (part: string): readonly string[] =>
  findForms(part) ?? (part.length > 2 ? findSpelling(part) : undefined) ?? [stemmer(part)];

/**
 * What an English word, or it with the next one, is read as: `sign in` → `войти`. A word without a known meaning
 * is its own stem, in Latin letters.
 */
export const readEnglish = (
  word: string,
  next: string | undefined,
): { forms: readonly string[]; isPair: boolean } => {
  const pair = next === undefined ? undefined : formsOfWord.get(`${word}-${next}`);
  if (pair) return { forms: pair, isPair: true };
  const bare = withoutEnding(word);
  const forms = findForms(word) ?? findForms(bare) ?? bare.split('-').flatMap(readPart);
  return { forms, isPair: false };
};
