import type { Catalogue } from '../../shared/i18n/translator.js';
import { classifier } from './en/classifier.js';
import { desk } from './en/desk.js';
import { incidents } from './en/incidents.js';
import { statistics } from './en/statistics.js';
import { talk } from './en/talk.js';
import { words } from './en/words.js';
import type { ru } from './ru.js';

/** The same words in English; the compiler holds it to the Russian keys. */
export const en = {
  ...words,
  ...classifier,
  ...desk,
  ...incidents,
  ...statistics,
  ...talk,
} satisfies Catalogue<keyof typeof ru>;
