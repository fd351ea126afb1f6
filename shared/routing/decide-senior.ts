import type { EscalationStep } from '../domain/states.js';
import { compareStanding, conclude, sortOut } from './decide-offer.js';
import type { Decision, Standing, Verdict } from './decide-offer.js';

export interface SeniorStanding extends Standing {
  poolIds: readonly string[];
  /** The seat kept for escalations is free. */
  hasFreeReserve: boolean;
}

/** Everything the choice of a senior follows from. */
export interface SeniorFacts {
  purpose: 'escalation';
  nowMs: number;
  step: EscalationStep;
  poolId?: string;
  ownerId?: string;
  /** Who let an offer of this step pass. */
  passedBy: readonly string[];
  /** Who has an open offer of the chat in front of them. */
  askedIds: readonly string[];
  people: readonly SeniorStanding[];
}

export interface SeniorDecision extends Decision {
  seatKind: 'normal' | 'reserve';
}

const isOfPool = ({ poolIds }: SeniorStanding, poolId: string | undefined): boolean =>
  poolId !== undefined && poolIds.includes(poolId);

/** The reserve is for those who are busy by their seats or by their own word; away is away. */
const canUseReserve = ({ presence, hasFreeReserve }: SeniorStanding, step: EscalationStep) =>
  step === 'reserve' && (presence === 'online' || presence === 'busy') && hasFreeReserve;

const isFree = ({ presence, hasFreeSeat }: SeniorStanding): boolean =>
  presence === 'online' && hasFreeSeat;

const hindranceOf = (person: SeniorStanding, facts: SeniorFacts): Verdict | null => {
  const { operatorId, presence } = person;
  if (operatorId === facts.ownerId) return 'is_owner';
  if (facts.passedBy.includes(operatorId)) return 'let_pass';
  if (facts.askedIds.includes(operatorId)) return 'asked_already';
  if (facts.step === 'same_pool' && !isOfPool(person, facts.poolId)) return 'other_pool';
  if (isFree(person) || canUseReserve(person, facts.step)) return null;
  return presence === 'online' ? 'no_free_seat' : 'not_available';
};

/**
 * Which senior is asked now [spec 4]: free ones of the chat's pool, from 40 % of every pool, from 70 % also busy ones on
 * their reserve seat, after the free ones. Who has let it pass is asked again when the next step begins. Pure.
 */
export const decideSenior = (facts: SeniorFacts): SeniorDecision => {
  const { fit, hindered } = sortOut(facts.people, (person) => hindranceOf(person, facts));
  const inOrder = fit.sort(
    (a, b) => Number(isFree(b)) - Number(isFree(a)) || compareStanding(a, b),
  );
  const [first] = inOrder;
  return {
    ...conclude(inOrder, hindered),
    seatKind: first && !isFree(first) ? 'reserve' : 'normal',
    lookAgainAtMs: null,
  };
};
