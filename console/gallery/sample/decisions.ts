import { recordDecision } from '../../../shared/routing/decision-record.js';
import {
  decideOffer,
  type OfferFacts,
  type Standing,
} from '../../../shared/routing/decide-offer.js';
import { decideSenior, type SeniorFacts } from '../../../shared/routing/decide-senior.js';
import { defaultSkillRules } from '../../../shared/routing/skills.js';
import type { DecisionView } from '../../../shared/views/routing.js';
import type { OperatorView } from '../../../shared/views/routing.js';
import { ago, sampleId } from './clock.js';
import { anna, oleg, pavel, vera } from './people.js';

const msAgo = (seconds: number): number => Date.parse(ago(seconds));

const standing = (
  { operatorId, name, role }: Pick<OperatorView, 'operatorId' | 'name' | 'role'>,
  parts: Partial<Standing>,
): Standing => ({
  ...{ operatorId, name, isSenior: role === 'senior', presence: 'online', hasFreeSeat: true },
  ...{ load: 0, idleSinceMs: msAgo(1_400) },
  ...parts,
});

const offered: OfferFacts = {
  purpose: 'queue',
  nowMs: msAgo(780),
  wish: {
    queuedAtMs: msAgo(905),
    requestType: 'account_access',
    language: 'ru',
    passedBy: [oleg.operatorId],
  },
  rank: { rankAtMs: msAgo(905), isFront: false, position: 1 },
  rules: defaultSkillRules,
  people: [
    standing(oleg, { load: 1 }),
    standing(anna, { load: 2, idleSinceMs: msAgo(1_090) }),
    standing(vera, { presence: 'away' }),
    standing(pavel, { load: 1, requestTypes: ['benefits'] }),
  ],
};

const called: SeniorFacts = {
  purpose: 'escalation',
  nowMs: msAgo(120),
  step: 'all_pools',
  poolId: sampleId(0x101),
  ownerId: anna.operatorId,
  passedBy: [],
  askedIds: [],
  people: [{ ...standing(pavel, { load: 1 }), poolIds: [sampleId(0x101)], hasFreeReserve: true }],
};

const view = (index: number, facts: OfferFacts | SeniorFacts): DecisionView => {
  const decision = facts.purpose === 'escalation' ? decideSenior(facts) : decideOffer(facts);
  const at = new Date(facts.nowMs).toISOString();
  const offerId = sampleId(0xa00 + index);
  return { offerId, at, ...recordDecision(facts, decision, decision.chosen ?? '') };
};

export const decisions: readonly DecisionView[] = [view(1, offered), view(2, called)];
