import { inspect } from 'node:util';
import { expect } from 'chai';
import { rebuildProjections } from '../../server/cli/rebuild-projections.js';
import { computeProgress } from '../../server/features/appeals/progress.js';
import { listsOf, type ListKey } from '../../server/features/routing/desk.js';
import { computeNextStep } from '../../server/features/routing/next-step.js';
import { offersInUse } from '../../server/features/routing/session-effects.js';
import { kindOf, wishOf } from '../../server/features/routing/wish.js';
import { isHeldFor } from '../../shared/routing/decide-offer.js';
import { compareRank } from '../../shared/routing/rank.js';
import { servingPools } from '../../server/features/session-log/serving-pools.js';
import { waitsForCall } from '../../server/features/session-log/fold-waiting.js';
import type { ChatSessionState } from '../../server/features/session-log/state.js';
import { limits } from '../../shared/limits.js';
import type { World } from './world.js';

/** Every taken seat belongs to one offer or owner and the other way round; nobody holds more than there is. */
const assertSeats = async (world: World, states: ChatSessionState[]): Promise<void> => {
  const { domain } = world.app;
  const taken = (await domain.stores.seats.listSeats()).filter(({ offerId }) => offerId);
  const used = states.flatMap((state) => [...offersInUse(state)]);
  expect(new Set(used).size, 'one seat, one session').to.equal(used.length);
  expect(taken.map(({ offerId }) => offerId).sort(), 'seats taken').to.deep.equal(used.sort());
  for (const { operatorId, capacity } of domain.staff.list()) {
    const normal = taken.filter((one) => one.operatorId === operatorId && one.kind === 'normal');
    expect(normal.length, 'capacity').to.be.at.most(capacity);
    expect(world.app.services.board.listOperators()).to.satisfy(
      (people: { operatorId: string; load: number }[]) =>
        people.some((one) => one.operatorId === operatorId && one.load === normal.length),
      `load of ${operatorId} in memory`,
    );
  }
};

/** The queue in memory holds who waits, with the stored rank and in order, and the desk everybody in their lists. */
const assertMemory = (world: World, states: ChatSessionState[]): void => {
  const { desk, queue } = world.app.services;
  const waiting = states.filter(({ status }) => status === 'queued');
  expect(queue.size, 'as many wait in memory as are stored').to.equal(waiting.length);
  for (const state of waiting) {
    const { _id: sessionId, poolId, rankAt, queuedAt, isFront, ...rest } = state;
    const priority = rest.escalation ? 'urgent' : rest.priority;
    const { overflowPoolId } = rest;
    const kind = kindOf(state);
    const entry = { sessionId, poolId, rankAt, queuedAt, isFront, priority };
    expect(queue.find(sessionId)).to.deep.equal({
      ...entry,
      ...(overflowPoolId === undefined ? {} : { overflowPoolId }),
      ...(rest.later ? { isLater: true } : {}),
      ...(kind === undefined ? {} : { kind }),
    });
  }
  for (const { _id } of world.app.domain.pools.listPools()) {
    const list = queue.listPool(_id);
    expect([...list].sort(compareRank), 'order').to.deep.equal(list);
  }
  const lists = new Map<ListKey, string[]>();
  for (const state of states) {
    for (const key of listsOf(state)) lists.set(key, [...(lists.get(key) ?? []), state._id]);
  }
  for (const [key, ids] of lists) expect(desk.listSessions(key).sort()).to.deep.equal(ids.sort());
};

/** Nobody who could be served waits, and nothing waits for the system itself. */
const assertNobodyForgotten = (world: World, states: ChatSessionState[]): void => {
  const { citizens, offers } = world.app.services;
  const nowMs = world.clock.nowMs();
  for (const state of states) {
    expect(computeNextStep(state), 'left to do').to.equal(null);
    const isOffered = state.offers.some(({ purpose }) => purpose === 'queue');
    if (state.status !== 'queued' || isOffered || state.poolId === undefined) continue;
    const isThere = citizens.offlineMs(state.citizenId) < limits.queue.offlineHoldMs;
    if (!isThere && !state.later && state.callback?.isDue !== true) continue;
    const free = servingPools(state)
      .flatMap((poolId) => world.app.domain.staff.listOfPool(poolId))
      .map(({ operatorId }) => operatorId)
      .filter((operatorId) => offers.isFree(operatorId));
    const missed = isHeldFor(wishOf(state), nowMs)
      ? free.filter((operatorId) => operatorId === state.preferred?.operatorId)
      : free;
    const restsUntilMs = (state.declinedAt?.getTime() ?? -Infinity) + limits.offer.restMs;
    const resting = nowMs < restsUntilMs ? state.passedBy.at(-1) : undefined;
    const forgotten = missed.filter((operatorId) => operatorId !== resting);
    expect(forgotten, `free while ${state._id} waits`).to.deep.equal([]);
  }
};

/** Open escalations are with a senior, or there is none to ask. */
const assertSeniorsAsked = (world: World, states: ChatSessionState[]): void => {
  const { domain, services } = world.app;
  for (const { _id, escalation, offers, owner, poolId } of states) {
    if (!escalation) continue;
    expect(owner?.tier, 'a senior ends the call').to.not.equal('senior');
    expect(escalation.step, 'a breach is settled').to.not.equal('breach');
    expect(escalation.deadlineAt.getTime()).to.be.greaterThan(world.clock.nowMs());
    const asked = offers.filter(({ purpose }) => purpose === 'escalation');
    expect(asked.length).to.be.at.most(1);
    if (asked.length > 0) continue;
    const free = domain.staff
      .listByRole('senior')
      .filter((one) => services.offers.isFree(one.operatorId))
      .filter((one) => escalation.step !== 'same_pool' || one.poolIds.includes(poolId ?? ''))
      .filter(({ operatorId }) => !escalation.passedBy.includes(operatorId))
      .filter(({ operatorId }) => !offers.some((offer) => offer.operatorId === operatorId))
      .filter(({ operatorId }) => operatorId !== owner?.operatorId);
    expect(free, `a senior free while ${_id} calls`).to.deep.equal([]);
  }
};

/** The log has no hole, and cards say what the sessions say. */
const assertLogs = async (world: World, states: ChatSessionState[]): Promise<void> => {
  const { stores } = world.app.domain;
  for (const state of states) {
    const events = await stores.log.listEvents(state._id, 0, Number.MAX_SAFE_INTEGER);
    expect(events.map(({ seq }) => seq)).to.deep.equal(events.map((_, index) => index + 1));
    const open = events.flatMap(({ publicSeq }) => publicSeq ?? []);
    expect(open).to.deep.equal(open.map((_, index) => index + 1));
    const { status, priority } = computeProgress(state);
    expect(await stores.appeals.findById(state.appealId)).to.include({ status, priority });
  }
};

/** Who waits for a call is promised one, and a place in a slot is kept for each promise and for nothing else. */
const assertCallbacks = async (world: World, states: ChatSessionState[]): Promise<void> => {
  const promised = new Set<string>();
  for (const state of states) {
    const { _id, callback } = state;
    if (waitsForCall(state)) expect(callback, `${_id} waits for a call`).to.be.an('object');
    if (callback) promised.add(`${_id} ${callback.callAt.toISOString()}`);
    if (callback && !callback.isDue)
      expect(callback.callAt.getTime(), 'a call in time').to.be.greaterThan(world.clock.nowMs());
  }
  const places = await world.connection.collection('callbackPlaces').find().toArray();
  for (const { sessionId, callAt } of places)
    expect([...promised]).to.include(`${String(sessionId)} ${(callAt as Date).toISOString()}`);
};

/** What must hold whenever everything that was caused has happened. */
export const assertInvariants = async (world: World): Promise<void> => {
  const { domain, services } = world.app;
  const states = await services.log.listOpenSessions();
  await assertSeats(world, states);
  assertMemory(world, states);
  assertNobodyForgotten(world, states);
  assertSeniorsAsked(world, states);
  await assertCallbacks(world, states);
  expect(domain.routing.healed, 'healed').to.equal(0);
  expect(world.log.map((fields) => inspect(fields)).join('\n'), 'warnings').to.equal('');
};

/** The slow ones, over every session there ever was: once at the end is enough, they do not heal by themselves. */
export const assertHistory = async (world: World): Promise<void> => {
  const { domain } = world.app;
  const states = await domain.stores.log.listAllStates();
  await assertLogs(world, states);
  const rebuilt = await rebuildProjections(domain, { isDryRun: true });
  expect(rebuilt.differing, 'projections that differ from their log').to.deep.equal([]);
};
