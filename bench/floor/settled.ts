import { limits } from '../../shared/limits.js';
import { compareRank } from '../../shared/routing/rank.js';
import { computeNextStep } from '../../server/features/routing/next-step.js';
import { waitsForCall } from '../../server/features/session-log/fold-waiting.js';
import { isOpenForOffers, listThoseWhoMay } from './could-take.js';
import type { Floor } from './floor.js';
import type { Witness } from './witness.js';

/** Waiting chats for which somebody is free: nobody is left alone where everything has settled. */
const checkWaiting = (floor: Floor, witness: Witness): void => {
  for (const { _id: poolId } of floor.pools.listPools()) {
    const isAnyFree = floor.staff
      .listOfPool(poolId)
      .some(({ operatorId }) => floor.offers.isFree(operatorId));
    if (!isAnyFree) continue;
    for (const { sessionId } of floor.queue.listPool(poolId)) {
      const state = floor.memory.stateOf(sessionId);
      if (!isOpenForOffers(floor, state)) continue;
      const [free] = listThoseWhoMay(floor, state);
      if (free) witness.note(`${sessionId} waits while ${free.operatorId} is free`);
    }
  }
};

/** Whoever calls is with a senior, or there is none to ask now. */
const checkCalls = (floor: Floor, witness: Witness): void => {
  for (const { _id, escalation, offers, owner, poolId } of floor.memory.listOpen()) {
    if (!escalation || offers.some(({ purpose }) => purpose === 'escalation')) continue;
    const isKnown = (id: string): boolean =>
      id === owner?.operatorId ||
      escalation.passedBy.includes(id) ||
      offers.some(({ operatorId }) => operatorId === id);
    const free = floor.staff
      .listByRole('senior')
      .filter(({ poolIds }) => escalation.step !== 'same_pool' || poolIds.includes(poolId ?? ''))
      .find(({ operatorId }) => floor.offers.isFree(operatorId) && !isKnown(operatorId));
    if (free) witness.note(`${_id} calls while ${free.operatorId} is free`);
  }
};

/** Seats in the product's memory are those that sessions use, and no others. */
const checkSeats = (floor: Floor, witness: Witness): void => {
  for (const { operatorId } of floor.staff.list()) {
    const [load, used] = [
      floor.seats.loadOf(operatorId),
      witness.seats.countOf(operatorId, 'normal'),
    ];
    if (load !== used)
      witness.note(`${operatorId}: ${String(load)} seats taken, ${String(used)} used`);
  }
};

/** The queue holds who waits and nobody else, in order; nothing waits for the system itself. */
const checkSessions = (floor: Floor, witness: Witness): void => {
  let waiting = 0;
  for (const state of floor.memory.listOpen()) {
    const { _id, escalation, status } = state;
    const next = computeNextStep(state);
    if (next !== null) witness.note(`${_id} waits for the system to ${next}`);
    if (status === 'queued') waiting += 1;
    if ((status === 'queued') !== (floor.queue.find(_id) !== null))
      witness.note(`${_id} is ${status}, and the queue thinks otherwise`);
    if (escalation && escalation.deadlineAt.getTime() <= floor.agenda.nowMs())
      witness.note(`${_id}: a window is open past its end`);
    if (escalation && state.owner?.tier === 'senior')
      witness.note(`${_id}: a senior is there and still called`);
  }
  if (floor.queue.size !== waiting)
    witness.note(`${String(floor.queue.size)} queued, ${String(waiting)} wait`);
  for (const { _id } of floor.pools.listPools()) {
    const list = floor.queue.listPool(_id);
    const isSorted = list.every((entry, index) => {
      const next = list[index + 1];
      return !next || compareRank(entry, next) < 0;
    });
    if (!isSorted) witness.note(`the queue of ${_id} is out of order`);
  }
};

/** Calls are made when they are due, slots hold no more than they have room for, and nobody waits for a call that is not promised. */
const checkCallbacks = (floor: Floor, witness: Witness): void => {
  const promised = new Set<string>();
  for (const state of floor.memory.listOpen()) {
    const { _id, callback } = state;
    if (waitsForCall(state) && !callback) witness.note(`${_id} waits for a call of nobody`);
    if (!callback) continue;
    promised.add(`${_id} ${String(callback.callAt.getTime())}`);
    if (!callback.isDue && callback.callAt.getTime() <= floor.agenda.nowMs())
      witness.note(`${_id}: its call is overdue`);
  }
  const taken = new Map<string, number>();
  for (const { callAt, poolId, sessionId } of floor.places.all()) {
    const slot = `${poolId} ${String(callAt.getTime())}`;
    taken.set(slot, (taken.get(slot) ?? 0) + 1);
    if (!promised.has(`${sessionId} ${String(callAt.getTime())}`))
      witness.note(`${sessionId} keeps a place in a slot for nothing`);
  }
  for (const [slot, count] of taken)
    if (count > limits.callback.perSlot) witness.note(`${slot}: ${String(count)} calls`);
};

/** What must hold whenever everything that was caused has happened. `isDeep`: over every open session as well. */
export const checkSettled = (
  floor: Floor,
  witness: Witness,
  { isDeep, isFair = true }: { isDeep: boolean; isFair?: boolean },
): void => {
  // What ends this very moment may be looked at by a task of the same moment.
  if (isFair && floor.agenda.isQuiet) checkWaiting(floor, witness);
  if (!isDeep) return;
  if (floor.agenda.isQuiet) {
    checkCalls(floor, witness);
    checkCallbacks(floor, witness);
  }
  checkSeats(floor, witness);
  checkSessions(floor, witness);
  for (const { event, reason, code, error } of floor.warnings.splice(0)) {
    const why = error instanceof Error ? error.message : '';
    witness.note([event, reason, code, why].filter(Boolean).join(' '));
  }
};
