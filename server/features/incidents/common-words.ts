import { limits } from '../../../shared/limits.js';
import type { CommonToken } from './detect.js';
import type { Token } from './tokens.js';

/** The common words of an incident as most people put them, the most frequent first; from texts the reader may read. */
export const selectCommonWords = (
  texts: readonly (readonly Token[])[],
  common: readonly CommonToken[],
): string[] => {
  const wanted = new Set(common.map(({ token }) => token));
  const forms = new Map<string, Map<string, number>>();
  for (const { token, shown } of texts.flat()) {
    if (shown === undefined || !wanted.has(token)) continue;
    const counts = forms.get(token) ?? new Map<string, number>();
    forms.set(token, counts.set(shown, (counts.get(shown) ?? 0) + 1));
  }
  return [...forms.values()]
    .map((counts) => ({
      total: [...counts.values()].reduce((sum, count) => sum + count, 0),
      shown: [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0] ?? '',
    }))
    .sort((a, b) => b.total - a.total || (a.shown < b.shown ? -1 : 1))
    .slice(0, limits.incidents.shownWords)
    .map(({ shown }) => shown);
};
