import { createHmac, hkdfSync } from 'node:crypto';
import { limits } from '../../../shared/limits.js';
import { listTellingWords } from '../classification/telling-words.js';
import { familyPrefix, stemPrefix } from './similarity.js';

/** A token as it is stored, and how its writer put it; none for a family of meaning. */
export interface Token {
  token: string;
  shown?: string;
}

/** Reads the first words of a session as keyed tokens. */
export type ReadTokens = (text: string) => Token[];

/** Characters of a hash: 96 bits, so that two words never meet. */
const hashLength = 16;

/**
 * Tokens under a key of their own, derived from the master key: equal words, equal tokens on every node, and nothing
 * to read back without it.
 */
export const createReadTokens = (masterKey: Buffer): ReadTokens => {
  const key = Buffer.from(hkdfSync('sha256', masterKey, '', 'liniya incident words', 32));
  const hash = (word: string): string =>
    createHmac('sha256', key).update(word).digest('base64url').slice(0, hashLength);
  return (text) => {
    const words = listTellingWords(text).slice(0, limits.incidents.maxWords);
    const stems = words.map(({ stem, shown }) => ({ token: stemPrefix + hash(stem), shown }));
    const families = new Set(words.flatMap((word) => word.families));
    return [...stems, ...[...families].map((name) => ({ token: familyPrefix + hash(name) }))];
  };
};
