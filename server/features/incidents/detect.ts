import { limits } from '../../../shared/limits.js';
import { computeSimilarity, createWeigh, sumWeights, type Weigh } from './similarity.js';

/** The first words of a session as they are compared: keyed tokens, each once. */
export interface FirstWords {
  sessionId: string;
  tokens: readonly string[];
}

/** A token that makes an incident what it is, and how much it counts. */
export interface CommonToken {
  token: string;
  weight: number;
}

export interface DetectFacts {
  /** The session that has just come. */
  arrived: FirstWords;
  /** The others of its type within the window that belong to no incident, eldest first. */
  others: readonly FirstWords[];
  /** All of its type within the window, with those of incidents. */
  arrivals: number;
  /** First words of its type from before the window: what is usual. */
  usual: readonly (readonly string[])[];
  /** How many usually come in such a window at this hour of the week; null where nobody has counted yet. */
  usualArrivals: number | null;
}

export type Detection =
  | { isIncident: true; sessionIds: string[]; common: CommonToken[] }
  /** Why it is none, for tests and for whoever asks. */
  | {
      isIncident: false;
      why: 'few_arrivals' | 'usual_arrivals' | 'few_similar' | 'little_in_common' | 'small_group';
    };

/** How many must come for the hour to be unusual. */
const isUnusual = ({ arrivals, usualArrivals }: DetectFacts): boolean =>
  usualArrivals === null || arrivals >= usualArrivals * limits.incidents.rateFactor;

/** Tokens that at least half of the messages have, the most frequent first, then by the token itself. */
const selectCommon = (messages: readonly FirstWords[], weigh: Weigh): CommonToken[] => {
  const counts = new Map<string, number>();
  for (const { tokens } of messages) {
    for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count >= messages.length * limits.incidents.sharedBy)
    .sort(([a, countOfA], [b, countOfB]) => countOfB - countOfA || (a < b ? -1 : 1))
    .map(([token]) => ({ token, weight: weigh(token) }));
};

/** Whether a message has most of what an incident's messages have in common. */
export const belongsTo = (tokens: readonly string[], common: readonly CommonToken[]): boolean => {
  const own = new Set(tokens);
  const weightOf = new Map(common.map(({ token, weight }) => [token, weight]));
  const weigh: Weigh = (token) => weightOf.get(token) ?? 0;
  const shared = common.filter(({ token }) => own.has(token)).map(({ token }) => token);
  const { memberShare, minShared } = limits.incidents;
  const all = sumWeights(weightOf.keys(), weigh);
  return shared.length >= minShared && sumWeights(shared, weigh) >= all * memberShare;
};

/**
 * Whether the session that has just come makes an incident with those before it. Pure: the same facts, the same
 * answer. Step by step: enough of the type came, and more than is usual for the hour; enough of them are similar to
 * the one that came; those have words in common that are not usual for the type; and enough have most of these words
 * (docs/adr/0009-mass-incidents.md).
 */
export const detectIncident = (facts: DetectFacts): Detection => {
  const { arrived, others } = facts;
  const { minCommonWeight, minSessions, minShared, minSimilar, similarity } = limits.incidents;
  if (others.length + 1 < minSessions) return { isIncident: false, why: 'few_arrivals' };
  if (!isUnusual(facts)) return { isIncident: false, why: 'usual_arrivals' };
  const weigh = createWeigh(facts.usual);
  const similar = others.filter(
    ({ tokens }) => computeSimilarity(arrived.tokens, tokens, weigh) >= similarity,
  );
  if (similar.length < minSimilar) return { isIncident: false, why: 'few_similar' };
  const common = selectCommon([...similar, arrived], weigh);
  const weight = common.reduce((sum, token) => sum + token.weight, 0);
  if (common.length < minShared || weight < minCommonWeight) {
    return { isIncident: false, why: 'little_in_common' };
  }
  const members = [...others, arrived].filter(({ tokens }) => belongsTo(tokens, common));
  if (members.length < minSessions) return { isIncident: false, why: 'small_group' };
  return { isIncident: true, sessionIds: members.map(({ sessionId }) => sessionId), common };
};
