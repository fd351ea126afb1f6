import type { PresenceState } from '../domain/states.js';
import { limits } from '../limits.js';
import { findMissingSkill, nextRelaxMs } from './skills.js';
import type { Skilled, SkillKind, SkillRules, SkillWish } from './skills.js';

/** A member of staff at the moment of a choice. */
export interface Standing extends Skilled {
  operatorId: string;
  name: string;
  presence: PresenceState;
  /** A normal seat is free. */
  hasFreeSeat: boolean;
  /** Normal seats taken. */
  load: number;
  /** ms since the epoch. */
  idleSinceMs: number;
  /** Of the pool the chat overflows to. */
  isGuest?: boolean;
  /** None of their pools that the chat may go to works at this hour. */
  isOffHours?: boolean;
}

/** What a chat asks of whom it is offered to. Moments in ms since the epoch. */
export interface Wish extends SkillWish {
  queuedAtMs: number;
  /** Who let it pass since it was queued, the last one at the end. */
  passedBy: readonly string[];
  /** Until then it is for this one alone: who knows the case. */
  preferred?: { operatorId: string; untilMs: number };
  /** When the last of `passedBy` declined it. */
  declinedAtMs?: number;
}

/** Everything the choice follows from: the same facts give the same winner, in a year and in a browser. */
export interface OfferFacts {
  purpose: 'queue' | 'transfer';
  nowMs: number;
  wish: Wish;
  /** Where the chat stood; absent for a transfer. */
  rank?: { rankAtMs: number; isFront: boolean; position: number };
  rules: SkillRules;
  people: readonly Standing[];
}

export type Verdict =
  | 'chosen'
  /** Could have had it; stands behind the chosen one. */
  | 'behind'
  | 'not_available'
  | 'no_free_seat'
  | 'off_hours'
  | `lacks_${SkillKind}`
  /** For who knows the case alone, for now. */
  | 'held_for_other'
  | 'let_pass'
  | 'resting'
  | 'is_owner'
  | 'asked_already'
  | 'other_pool';

export interface Judged {
  operatorId: string;
  verdict: Verdict;
}

export interface Decision {
  chosen: string | null;
  /** The chosen one first, then who stands behind in order, then the others as they were given. */
  verdicts: Judged[];
  /** When to look again where nobody is chosen, though nothing happens; null: something has to happen. */
  lookAgainAtMs: number | null;
}

type Contender = Pick<Standing, 'operatorId' | 'isSenior' | 'load' | 'idleSinceMs' | 'isGuest'>;

/** The chat's own pool first, operators before seniors, fewest chats first, then the longest idle, then by id [spec 3]. */
export const compareStanding = (a: Contender, b: Contender): number =>
  Number(a.isGuest === true) - Number(b.isGuest === true) ||
  Number(a.isSenior) - Number(b.isSenior) ||
  a.load - b.load ||
  a.idleSinceMs - b.idleSinceMs ||
  (a.operatorId < b.operatorId ? -1 : 1);

/** Whether the chat still waits for the operator who knows the case. */
export const isHeldFor = ({ passedBy, preferred }: Wish, nowMs: number): boolean =>
  preferred !== undefined && nowMs < preferred.untilMs && !passedBy.includes(preferred.operatorId);

/** Whoever declined last is not asked again before this: the only one there would have it back in the same instant. */
const restsUntilMs = ({ declinedAtMs }: Wish): number =>
  declinedAtMs === undefined ? 0 : declinedAtMs + limits.offer.restMs;

const lookAgainAtMs = ({ wish, rules, nowMs }: OfferFacts): number | null => {
  const { queuedAtMs } = wish;
  const relaxMs = nextRelaxMs(rules, nowMs - queuedAtMs);
  const moments = [
    ...(isHeldFor(wish, nowMs) && wish.preferred ? [wish.preferred.untilMs] : []),
    ...(relaxMs === null ? [] : [queuedAtMs + relaxMs]),
    restsUntilMs(wish),
  ].filter((atMs) => atMs > nowMs);
  return moments.length === 0 ? null : Math.min(...moments);
};

/** What keeps somebody out whatever others do; null: nothing. */
const hindranceOf = (person: Standing, { wish, rules, nowMs }: OfferFacts): Verdict | null => {
  if (person.isOffHours === true) return 'off_hours';
  if (person.presence !== 'online') return 'not_available';
  if (!person.hasFreeSeat) return 'no_free_seat';
  const missing = findMissingSkill(rules, person, wish, nowMs - wish.queuedAtMs);
  return missing === null ? null : `lacks_${missing}`;
};

/** Of those who could take it, whom it may go to now, and what the others are told. */
const select = (fit: readonly Standing[], { wish, nowMs }: OfferFacts): [Standing[], Verdict] => {
  const { passedBy, preferred } = wish;
  if (isHeldFor(wish, nowMs))
    return [fit.filter(({ operatorId }) => operatorId === preferred?.operatorId), 'held_for_other'];
  const fresh = fit.filter(({ operatorId }) => !passedBy.includes(operatorId));
  if (fresh.length > 0) return [fresh, 'let_pass'];
  // Never twice in a row to who let it pass last, while there is anybody else.
  const others = fit.filter(({ operatorId }) => operatorId !== passedBy.at(-1));
  if (others.length > 0) return [others, 'let_pass'];
  return nowMs < restsUntilMs(wish) ? [[], 'resting'] : [[...fit], 'let_pass'];
};

/** Those whom nothing keeps out, and why the others are. */
export const sortOut = <Person extends Standing>(
  people: readonly Person[],
  hindranceOf: (person: Person) => Verdict | null,
): { fit: Person[]; hindered: Judged[] } => {
  const fit: Person[] = [];
  const hindered: Judged[] = [];
  for (const person of people) {
    const verdict = hindranceOf(person);
    if (verdict === null) fit.push(person);
    else hindered.push({ operatorId: person.operatorId, verdict });
  }
  return { fit, hindered };
};

/** The first in order is chosen, whoever else is in it stands behind, the others were judged before. */
export const conclude = (
  inOrder: readonly Standing[],
  others: readonly Judged[],
): Pick<Decision, 'chosen' | 'verdicts'> => ({
  chosen: inOrder[0]?.operatorId ?? null,
  verdicts: [
    ...inOrder.map(({ operatorId }, index) => ({
      ...{ operatorId, verdict: index === 0 ? ('chosen' as const) : ('behind' as const) },
    })),
    ...others,
  ],
});

/**
 * Who gets a chat: until `preferred.untilMs` only the operator who knows the case, unless they let it pass; then the best
 * of those who have not let it pass; when all have, the best of all but the last one; where there is only the last one,
 * that one again after a rest. Pure: everything it looks at is in `facts`.
 */
export const decideOffer = (facts: OfferFacts): Decision => {
  const { fit, hindered } = sortOut(facts.people, (person) => hindranceOf(person, facts));
  const [open, verdict] = select(fit, facts);
  const isOpen = new Set(open);
  const others = fit
    .filter((person) => !isOpen.has(person))
    .map(({ operatorId }) => ({ operatorId, verdict }));
  const made = conclude(open.sort(compareStanding), [...others, ...hindered]);
  return { ...made, lookAgainAtMs: made.chosen === null ? lookAgainAtMs(facts) : null };
};
