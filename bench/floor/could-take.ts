import { limits } from '../../shared/limits.js';
import { findMissingSkill } from '../../shared/routing/skills.js';
import { isOfSameKind, type StaffPerson } from '../../server/features/operators/staff-directory.js';
import { servingPools } from '../../server/features/session-log/serving-pools.js';
import type { ChatSessionState } from '../../server/features/session-log/state.js';
import type { Floor } from './floor.js';

/** Who may be asked about a waiting chat: its pool, and the one it overflows to. */
export const peopleFor = (floor: Floor, state: ChatSessionState): StaffPerson[] => [
  ...new Set(servingPools(state).flatMap((poolId) => floor.staff.listOfPool(poolId))),
];

/** Has every skill that is still asked. */
export const hasSkillsFor = (
  floor: Floor,
  person: StaffPerson,
  state: ChatSessionState,
): boolean => {
  if (!isOfSameKind(person, state)) return false;
  const { classification, locale, poolId = '', queuedAt } = state;
  const requestType = classification?.isDecided === true ? classification.requestType : undefined;
  const wish = { language: locale, ...(requestType === undefined ? {} : { requestType }) };
  const skilled = { ...person, isSenior: person.role === 'senior' };
  const waitedMs = floor.agenda.nowMs() - (queuedAt?.getTime() ?? 0);
  return findMissingSkill(floor.pools.skillRulesOf(poolId), skilled, wish, waitedMs) === null;
};

/** Present, with a free seat and every skill that is still asked. */
const couldTake = (floor: Floor, person: StaffPerson, state: ChatSessionState): boolean =>
  floor.offers.isFree(person.operatorId) && hasSkillsFor(floor, person, state);

/** Whether a waiting chat could be offered to anybody now, whoever that would be. */
export const isOpenForOffers = (floor: Floor, state: ChatSessionState): boolean =>
  state.status === 'queued' &&
  !state.offers.some(({ purpose }) => purpose === 'queue') &&
  (state.later !== undefined ||
    state.callback?.isDue === true ||
    floor.citizens.offlineMs(state.citizenId) < limits.queue.offlineHoldMs);

/**
 * Who of those who could take a waiting chat may have it now: who knows the case alone, for a while; whoever declined it
 * last only after a rest. Written a second time on purpose, to hold against what the product chooses.
 */
export const listThoseWhoMay = (floor: Floor, state: ChatSessionState): StaffPerson[] => {
  const nowMs = floor.agenda.nowMs();
  const { declinedAt, passedBy, preferred } = state;
  const able = peopleFor(floor, state).filter((person) => couldTake(floor, person, state));
  const isHeld =
    preferred && nowMs < preferred.until.getTime() && !passedBy.includes(preferred.operatorId);
  if (isHeld) return able.filter(({ operatorId }) => operatorId === preferred.operatorId);
  const others = able.filter(({ operatorId }) => operatorId !== passedBy.at(-1));
  if (others.length > 0) return others;
  return declinedAt && nowMs < declinedAt.getTime() + limits.offer.restMs ? [] : able;
};
