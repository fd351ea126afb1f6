import type { OperatorFigures, SpreadFigures } from '../../../shared/views/statistics.js';
import { limits } from '../../../shared/limits.js';
import type { StaffPerson } from '../operators/staff-directory.js';
import type { OfferFact, OfferOutcome } from './fact.js';
import { computeCoveredMs, hourMs, takesChats } from './free-time.js';
import type { FreeStretch } from './free-time.store.js';
import { groupBy } from '../../lib/group-by.js';
import { computeGini, percentile, sortNumbers } from './numbers.js';

export interface OperatorFacts {
  people: readonly StaffPerson[];
  /** Of the queue. */
  offers: readonly OfferFact[];
  stretches: readonly FreeStretch[];
  fromMs: number;
  toMs: number;
}

const countOutcomes = (offers: readonly OfferFact[]): Record<OfferOutcome, number> => {
  const counts = { accepted: 0, declined: 0, expired: 0, withdrawn: 0 };
  for (const { outcome } of offers) counts[outcome] += 1;
  return counts;
};

/** Everybody who was free or was offered something, by name; also who has left since. */
export const computeOperators = (facts: OperatorFacts): OperatorFigures[] => {
  const { people, fromMs, toMs } = facts;
  const offersOf = groupBy(facts.offers, ({ operatorId }) => operatorId);
  const stretchesOf = groupBy(facts.stretches, ({ operatorId }) => operatorId);
  const names = new Map([
    ...facts.offers.map(({ operatorId, operatorName }) => [operatorId, operatorName] as const),
    ...people.filter(takesChats).map(({ operatorId, name }) => [operatorId, name] as const),
  ]);
  return [...names]
    .map(([operatorId, name]) => {
      const offers = offersOf.get(operatorId) ?? [];
      const counts = countOutcomes(offers);
      const availableMs = computeCoveredMs(stretchesOf.get(operatorId) ?? [], fromMs, toMs);
      const isCompared = availableMs >= limits.statistics.minAvailableMs;
      return {
        ...{ operatorId, name, availableMs, offered: offers.length },
        ...{ accepted: counts.accepted, declined: counts.declined },
        ...{ missed: counts.expired, withdrawn: counts.withdrawn },
        ...(isCompared ? { perHour: (offers.length * hourMs) / availableMs } : {}),
      };
    })
    .filter(({ availableMs, offered }) => availableMs > 0 || offered > 0)
    .sort((a, b) => a.name.localeCompare(b.name, 'ru'));
};

/** Of those who can be compared. Practice people keep to themselves: where anybody else can be, they are left out. */
export const computeSpread = (
  operators: readonly OperatorFigures[],
  isTraining: (operatorId: string) => boolean,
): SpreadFigures => {
  const compared = operators.filter(({ perHour }) => perHour !== undefined);
  const real = compared.filter(({ operatorId }) => !isTraining(operatorId));
  const rates = sortNumbers((real.length > 0 ? real : compared).map(({ perHour = 0 }) => perHour));
  const [p10, p90] = [percentile(rates, 0.1), percentile(rates, 0.9)];
  if (p10 === undefined || p90 === undefined) return { people: 0 };
  return { people: rates.length, p10, p90, gini: computeGini(rates) };
};
