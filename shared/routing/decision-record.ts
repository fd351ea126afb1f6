import { decideOffer, type Decision, type OfferFacts } from './decide-offer.js';
import { decideSenior, type SeniorFacts } from './decide-senior.js';

export type DecisionFacts = OfferFacts | SeniorFacts;

/** A choice as it is kept: what was known, and who was chosen. Everything else follows from the facts. */
export interface DecisionRecord {
  facts: DecisionFacts;
  chosen: string;
  /** People of a large pool whose facts were not kept, by far not the best. */
  leftOut: number;
}

/** So many people are kept of one decision; a pool may have hundreds. */
const keptPeople = 40;

/** The choice once more, from what is stored. */
export const replayDecision = (facts: DecisionFacts): Decision =>
  facts.purpose === 'escalation' ? decideSenior(facts) : decideOffer(facts);

/** Keeps those who came nearest to being chosen: leaving out the others changes no choice between these. */
export const recordDecision = (
  facts: DecisionFacts,
  { verdicts }: Decision,
  chosen: string,
): DecisionRecord => {
  const kept = new Set(verdicts.slice(0, keptPeople).map(({ operatorId }) => operatorId));
  const isKept = ({ operatorId }: { operatorId: string }) => kept.has(operatorId);
  const leftOut = facts.people.length - kept.size;
  if (facts.purpose === 'escalation')
    return { facts: { ...facts, people: facts.people.filter(isKept) }, chosen, leftOut };
  return { facts: { ...facts, people: facts.people.filter(isKept) }, chosen, leftOut };
};
