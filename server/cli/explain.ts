import { parseAppealNumber } from '../../shared/domain/appeal-number.js';
import { replayDecision } from '../../shared/routing/decision-record.js';
import type { DecisionView } from '../../shared/views/routing.js';
import type { Domain } from '../compose/domain.js';
import { CommandError } from './describe-error.js';

const nameIn = ({ facts }: DecisionView, operatorId: string | null): string =>
  facts.people.find((person) => person.operatorId === operatorId)?.name ?? 'nobody';

const describeRank = ({ facts }: DecisionView): string[] => {
  if (facts.purpose === 'escalation') return [`  step: ${facts.step}`];
  const waitedS = Math.round((facts.nowMs - facts.wish.queuedAtMs) / 1_000);
  if (!facts.rank) return [`  asked for ${waitedS} s`];
  const front = facts.rank.isFront ? ', at the front' : '';
  return [`  place ${facts.rank.position}, waited ${waitedS} s${front}`];
};

const describe = (decision: DecisionView): string[] => {
  const { facts, chosen, leftOut, at } = decision;
  const replayed = replayDecision(facts);
  const isSame = replayed.chosen === chosen;
  return [
    `${at}  ${facts.purpose}: ${nameIn(decision, chosen)}`,
    ...describeRank(decision),
    ...replayed.verdicts.map(({ operatorId, verdict }) => {
      const person = facts.people.find((one) => one.operatorId === operatorId);
      const seats = person ? `${person.load} chats, ${person.presence}` : '';
      return `  ${verdict.padEnd(18)} ${person?.name ?? operatorId} (${seats})`;
    }),
    ...(leftOut > 0 ? [`  and ${leftOut} more, further behind`] : []),
    isSame
      ? '  Replayed from what is stored: the same.'
      : `  Replayed from what is stored: ${nameIn(decision, replayed.chosen)}. This must not be.`,
  ];
};

/**
 * `liniya explain <appeal>`: each offer of the appeal's session with who was chosen, who was not and why, made again from
 * the stored facts. Fails with a `CommandError` where there is no such appeal.
 */
export const explainAppeal = async (
  domain: Pick<Domain, 'appeals' | 'services'>,
  number: string,
): Promise<{ lines: string[]; isSame: boolean }> => {
  const parsed = parseAppealNumber(number);
  const appeal = parsed === null ? null : await domain.appeals.findByNumber(parsed);
  if (!appeal) throw new CommandError(`There is no appeal ${number}.`);
  const { decisions } = domain.services;
  const list = await decisions.listDecisions({ kind: 'system' }, appeal.sessionId);
  if (list.length === 0)
    return { lines: [`${appeal.number} was not offered to anybody.`], isSame: true };
  return {
    lines: [`${appeal.number}: ${list.length} offers.`, ...list.flatMap(describe)],
    isSame: list.every(({ facts, chosen }) => replayDecision(facts).chosen === chosen),
  };
};
