import { emptyWords, negations } from './deciding-words.js';
import { stemOf } from './features.js';
import { listConcepts } from './text/concepts.js';
import { isMark, readWords } from './text/words.js';

export interface TellingWord {
  /** As the person wrote it, in lower case, with the «не» before it. */
  shown: string;
  stem: string;
  /** Families of meaning: «не открывается» and «не грузится» are one trouble. */
  families: string[];
}

/** What people say whatever they come with. */
const polite = new Set(
  (
    'здравствуйте привет добрый доброе день утро вечер пожалуйста спасибо помогите помощь подскажите скажите ' +
    'уважаемые почему очень сегодня сейчас вообще просто какой какая какие'
  ).split(' '),
);

/** Families that name a trouble or a thing, and not how somebody asks. */
const tellingFamilies = new Set(
  'enter code fault site upload app not_arrive pay bank_card signature lost browser'.split(' '),
);

/** The words of a message that may tell it from others, each stem once, in order. */
export const listTellingWords = (text: string): TellingWord[] => {
  const byStem = new Map<string, TellingWord>();
  const words = readWords(text);
  for (const [index, { form, shown, shownWithBefore }] of words.entries()) {
    const isTelling =
      form.length > 2 && !isMark(form) && !emptyWords.has(form) && !negations.has(form);
    if (!isTelling || polite.has(form)) continue;
    const stem = stemOf(form);
    if (byStem.has(stem)) continue;
    const families = listConcepts(form).filter((family) => tellingFamilies.has(family));
    const isNegated = negations.has(words[index - 1]?.form ?? '');
    const asSaid = (isNegated ? shownWithBefore : shown).toLowerCase();
    byStem.set(stem, { shown: asSaid, stem, families });
  }
  return [...byStem.values()];
};
