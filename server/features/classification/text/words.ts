import { isEnglish, readEnglish } from './english.js';
import { computeRussianness, typeOnRussianKeyboard } from './keyboard-layout.js';
import { findSpelling, splitGluedNot } from './spellings.js';
import { transliterate, unmixAlphabets } from './transliteration.js';

/** A word of a message. */
export interface Word {
  /** As the person wrote it. */
  shown: string;
  /** The same with the word before it; where more than spaces part them, `shown` alone. */
  shownWithBefore: string;
  /** What it is read as: lower case, Russian letters, `е` for `ё`; or a mark such as `<число>`. */
  form: string;
}

/** Whether a form stands for a number, a link, a smile or the like, not for a word. */
export const isMark = (form: string): boolean => form.startsWith('<');

/** Characters and words that are looked at: the type is told early, and a flood must not cost time. */
const maxCharacters = 1_500;
const maxWords = 64;
const maxWordLength = 24;

const tokenPattern =
  /https?:\/\/\S+|www\.\S+|[\p{L}\p{M}\p{N}'’]+(?:-[\p{L}\p{N}]+)*|№|[!?]+|[()]{2,}|[:;]-?[()]|\p{Extended_Pictographic}/gu;

/** Tags and entities become spaces of the same length, so that positions stay. */
const blankMarkup = (text: string): string =>
  text.replace(/<[/!]?[a-z][^<>]{0,300}>|&[a-z]{2,8};|&#\d{1,6};/giu, (markup) =>
    ' '.repeat(markup.length),
  );

const isLatinWord = (word: string): boolean => /^[a-z'’][a-z0-9'’]*$|^[0-9]+[a-z]{2,}$/u.test(word);

/** Short ones, and foreign words in their own right, say nothing about the layout. */
const isKnownLatin = (run: string): boolean => {
  const word = /[a-z]+/u.exec(run.toLowerCase())?.[0] ?? '';
  return run.length < 3 || (run.length - word.length < 2 && findSpelling(word) !== undefined);
};

/** A message typed with the wrong keyboard layout, typed again with the right one; any other as it is. */
const correctLayout = (text: string): string => {
  const latin = text
    .split(/\s+/u)
    .map((run) => run.slice(0, maxWordLength))
    .filter((run) => /[a-z]/iu.test(run) && !isKnownLatin(run));
  const joined = latin.join(' ');
  if (joined.length < 4 || /[а-яё]{4}/iu.test(text)) return text;
  const typed = typeOnRussianKeyboard(joined);
  const spelt = transliterate(joined.toLowerCase());
  return computeRussianness(typed) > computeRussianness(spelt) + 0.1
    ? typeOnRussianKeyboard(text)
    : text;
};

const readNumber = (digits: string): string => {
  if (/^[45]\d\d$/u.test(digits)) return '<код-ошибки>';
  if (/^(19|20)\d\d$/u.test(digits)) return '<год>';
  return digits.length > 5 ? '<длинное-число>' : '<число>';
};

const readMark = (token: string): string | undefined => {
  if (/^(https?:|www\.)/u.test(token)) return '<ссылка>';
  if (token === '№') return 'номер';
  if (/^[!?]+$/u.test(token)) {
    if (token.includes('?')) return '<вопрос>';
    return token.length > 1 ? '<крик>' : undefined;
  }
  if (/^\)+$|^[:;]-?\)$/u.test(token)) return '<улыбка>';
  if (/^\(+$|^[:;]-?\($/u.test(token)) return '<грусть>';
  if (/\p{Extended_Pictographic}/u.test(token)) {
    if ('😡🤬😠👿💢🤮👎'.includes(token)) return '<гнев>';
    return '🙏👍😊🙂😀😁❤👏🌹💐'.includes(token) ? '<улыбка>' : '<значок>';
  }
  return undefined;
};

/** Alphabet and repeated letters put right, for one word without hyphens. */
const readLetters = (word: string): readonly string[] => {
  const spelling = findSpelling(word);
  if (spelling) return spelling;
  if (/^\d+$/u.test(word)) return [readNumber(word)];
  const single = word.replace(/(\p{L})\1{2,}/gu, '$1');
  if (isLatinWord(single)) {
    const russian = transliterate(single.replaceAll('’', "'"));
    return findSpelling(russian) ?? splitGluedNot(russian) ?? [russian];
  }
  const bare = single.replace(/^\d+|\d+$|['’]/gu, '');
  const russian = /[a-z0-9]/u.test(bare) && /[а-я]/u.test(bare) ? unmixAlphabets(bare) : bare;
  return findSpelling(russian) ?? splitGluedNot(russian) ?? [russian];
};

const readToken = (token: string): readonly string[] => {
  const mark = readMark(token);
  if (mark !== undefined) return [mark];
  if (!/[\p{L}\p{N}]/u.test(token)) return [];
  const word = token.toLowerCase().replaceAll('ё', 'е');
  return findSpelling(word) ?? word.split('-').flatMap(readLetters);
};

/** A token of the text, and where it stands. */
interface Token {
  text: string;
  start: number;
}

const latinToken = /^[a-z][a-z'’-]*$/iu;

const listTokens = (text: string): Token[] =>
  Array.from(text.matchAll(tokenPattern), (match) => ({
    text: match[0],
    start: match.index,
  })).slice(0, maxWords);

const isEnglishMessage = (tokens: readonly Token[]): boolean => {
  const latin = tokens.filter(({ text }) => latinToken.test(text));
  const cyrillic = tokens.filter(({ text }) => /[а-яё]/iu.test(text));
  return latin.length > cyrillic.length && isEnglish(latin.map(({ text }) => asEnglish(text)));
};

const asEnglish = (text: string): string => text.toLowerCase().replaceAll('’', "'");

/** The forms of each token, or of two together, and how many tokens they come from. */
const readTokens = (
  tokens: readonly Token[],
  isInEnglish: boolean,
): { forms: readonly string[]; count: number }[] => {
  const read: { forms: readonly string[]; count: number }[] = [];
  for (let i = 0; i < tokens.length; i += read.at(-1)?.count ?? 1) {
    const text = tokens[i]?.text ?? '';
    if (!isInEnglish || !latinToken.test(text)) {
      read.push({ forms: readToken(text), count: 1 });
      continue;
    }
    const next = tokens[i + 1];
    const { forms, isPair } = readEnglish(asEnglish(text), next && asEnglish(next.text));
    read.push({ forms, count: isPair ? 2 : 1 });
  }
  return read;
};

/**
 * The words of a message in order. Takes anything: markup, emoji, mixed alphabets, transliteration, English, the wrong
 * keyboard layout, nothing at all. At most 64 words are returned.
 */
export const readWords = (text: string): Word[] => {
  const source = blankMarkup(text.slice(0, maxCharacters).normalize('NFC'));
  const asTyped = listTokens(source);
  const isInEnglish = isEnglishMessage(asTyped);
  const tokens = isInEnglish ? asTyped : listTokens(correctLayout(source));
  const words: Word[] = [];
  let position = 0;
  for (const { forms, count } of readTokens(tokens, isInEnglish)) {
    const start = tokens[position]?.start ?? 0;
    const last = tokens[position + count - 1];
    const end = last ? last.start + last.text.length : start;
    const before = tokens[position - 1];
    const isBesideBefore =
      before && /^ +$/u.test(source.slice(before.start + before.text.length, start));
    const shown = source.slice(start, end);
    const shownWithBefore = source.slice(isBesideBefore ? before.start : start, end);
    for (const form of forms) {
      if (form !== '') words.push({ shown, shownWithBefore, form: form.slice(0, maxWordLength) });
    }
    position += count;
  }
  return words.slice(0, maxWords);
};
