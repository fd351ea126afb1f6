import type { Locale } from '../domain/states.js';
import { createFormats, type Formats } from './formats.js';

/** One text with `{name}` holes, or one text for each plural form; the form follows `count`. */
export type Entry = string | ({ other: string } & Partial<Record<Intl.LDMLPluralRule, string>>);

export type Catalogue<Key extends string = string> = Readonly<Record<Key, Entry>>;

/** Values for the holes. Numbers are written in the reader's way; `count` also chooses the plural form. */
export type Params = Readonly<Record<string, string | number>>;

export interface Translator<Key extends string = string> extends Formats {
  locale: Locale;
  /** The text of `key`; a hole without a value stays visible as `{name}`, so that it is noticed. */
  t: (key: Key, params?: Params) => string;
  /** The same for a key that came over the wire and may be newer than this catalogue: null where it is unknown. */
  find: (key: string, params?: Params) => string | null;
}

const hole = /\{(\w+)\}/g;

/**
 * Texts, plurals, numbers and dates of one language. The second catalogue is checked against the first by its type:
 * `satisfies Catalogue<keyof typeof ru>`.
 */
export const createTranslator = <Key extends string>(
  locale: Locale,
  catalogue: Catalogue<Key>,
): Translator<Key> => {
  const plurals = new Intl.PluralRules(locale);
  const formats = createFormats(locale);

  const choose = (entry: Entry, params: Params): string => {
    if (typeof entry === 'string') return entry;
    const count = params['count'];
    return (typeof count === 'number' ? entry[plurals.select(count)] : undefined) ?? entry.other;
  };
  const fill = (entry: Entry, params: Params): string =>
    choose(entry, params).replace(hole, (whole, name: string) => {
      const value = params[name];
      if (value === undefined) return whole;
      return typeof value === 'number' ? formats.number(value) : value;
    });

  return {
    locale,
    ...formats,
    t: (key, params = {}) => fill(catalogue[key], params),
    find: (key, params = {}) =>
      Object.hasOwn(catalogue, key) ? fill(catalogue[key as Key], params) : null,
  };
};
