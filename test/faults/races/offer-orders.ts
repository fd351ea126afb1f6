import { expect } from 'chai';
import { offersInUse } from '../../../server/features/routing/session-effects.js';
import { Random } from '../../../server/seed/random.js';
import { limits } from '../../../shared/limits.js';
import type { StaffClient } from '../../helpers/clients.js';
import { hireCrowd } from '../../helpers/crowd.js';
import { assertInvariants } from '../../helpers/invariants.js';
import {
  checkEnds,
  contendersOf,
  mixIn,
  outcomeOf,
  play,
  type Contender,
  type Outcomes,
  type RacedOffer,
  type RacingTeam,
} from '../../helpers/offer-orders.js';
import { replay } from '../../helpers/replay.js';
import { forgetHeard, type ThreeNodes } from './three-nodes.js';

/** Teams take turns, so that nobody asks faster than people may. */
const teamCount = 14;
const chatsACitizen = 25;
/** Access tokens end after ten minutes: everybody connects anew between two orders, not within one. */
const renewAfterMs = 500_000;

/** Devices are of one operator, over all three nodes. */
interface Team extends RacingTeam {
  senior: StaffClient;
  /** The node the citizen is connected to. */
  citizenAt: number;
  /** Chats of this citizen so far. */
  opened: number;
}

export interface OrderPlan {
  orders: number;
  firstSeed: number;
  isTimeUp?: () => boolean;
  /** Now and then, with how many orders are done. */
  onProgress?: (done: number) => void;
}

export interface OrderFigures {
  orders: number;
  /** How the offer ended, and how often. */
  ends: Record<string, number>;
  asked: number;
  problems: string[];
}

const assemble = async (nodes: ThreeNodes): Promise<Team[]> => {
  const people = await hireCrowd(nodes.first, teamCount * 2, nodes.worlds);
  const seniors = await hireCrowd(nodes.first, teamCount, nodes.worlds, 'senior');
  const teams: Team[] = [];
  for (let index = 0; index < teamCount; index += 1) {
    const [first, colleague] = [people[index * 2], people[index * 2 + 1]];
    const senior = seniors[index];
    if (!first || !colleague || !senior) throw new Error('A team is not complete.');
    const more = [1, 2, 3, 4].map((at) =>
      nodes.on(index + at).device(first.operatorId, first.name),
    );
    const devices = [first, ...(await Promise.all(more))];
    const citizenAt = index % nodes.worlds.length;
    const citizen = await nodes.on(citizenAt).citizen();
    teams.push({ devices, colleague, senior, citizen, citizenAt, opened: 0 });
  }
  return teams;
};

const clientsOf = ({ citizen, colleague, devices, senior }: Team) => [
  ...devices,
  colleague,
  senior,
  citizen,
];

/** Who hears `retry` asks again, as every client does. */
const lastAnswerOf = async (act: () => Promise<unknown>): Promise<string> => {
  for (;;) {
    const outcome = await outcomeOf(act);
    if (outcome !== 'retry') return outcome;
  }
};

/** A chat with one open offer to the team's operator: out of the queue, or as a colleague's transfer. */
const makeOffer = async (
  nodes: ThreeNodes,
  team: Team,
  isTransfer: boolean,
): Promise<RacedOffer> => {
  const { citizen, colleague, devices, senior } = team;
  const [operator] = devices as [StaffClient];
  const online = { presence: 'online' } as const;
  if (!isTransfer) await operator.ask('presence:set', online);
  await nodes.settle();
  await nodes.learnOfEachOther(1);
  await citizen.open('payments: не прошла оплата');
  team.opened += 1;
  await nodes.settle();
  const { sessionId } = citizen;
  if (isTransfer) {
    await nodes.learnOfEachOther(1);
    await colleague.ask('queue:take', { sessionId });
    await operator.ask('presence:set', online);
    await nodes.settle();
    await nodes.learnOfEachOther(1);
    const { operatorId } = operator;
    await colleague.ask('transfer:request', { sessionId, operatorId, note: 'вопрос про счёт' });
  }
  await nodes.settle([operator]);
  // As it is stored: another node may not have heard of it yet.
  const { state } = await replay(nodes.first, sessionId);
  const offer = state.offers.find(({ operatorId }) => operatorId === operator.operatorId);
  expect(offer?.purpose, 'an offer to begin with').to.equal(isTransfer ? 'transfer' : 'queue');
  await senior.ask('presence:set', online);
  await nodes.settle([senior]);
  return { sessionId, offerId: offer?.offerId ?? '' };
};

const listContenders = (
  ...[nodes, team, offer, isTransfer, random]: [ThreeNodes, Team, RacedOffer, boolean, Random]
): Contender[] => {
  const { citizen, colleague, devices } = team;
  const { sessionId } = offer;
  const { operatorId } = colleague;
  const note = 'передаю дальше';
  const usual = contendersOf(team, offer, {
    ...{ isTransfer, random },
    // Every node tries.
    expire: (ms) => {
      nodes.first.clock.advance(ms);
      return Promise.all(nodes.worlds.map(({ app }) => app.domain.deadlines.runDue()));
    },
  });
  const others: Contender[] = [
    ...[usual.decline, usual.expire, usual.close],
    { name: 'escalate', act: () => citizen.ask('escalation:request', { sessionId }) },
    usual.colleague,
    {
      name: 'transfer',
      act: () => random.pick(devices).ask('transfer:request', { sessionId, operatorId, note }),
    },
  ];
  return mixIn(others, team, offer, { share: 0.7, random });
};

/** One end of each offer in the log, the same on every node, and nobody was told otherwise. Answers how the raced one ended. */
const checkOrder = async (
  ...[nodes, offer, outcomes]: [ThreeNodes, RacedOffer, Outcomes]
): Promise<string> => {
  const { sessionId } = offer;
  const replayed = await replay(nodes.first, sessionId);
  const { state, steps } = replayed;
  const end = checkEnds(replayed, offer, outcomes);
  const isTransferred = steps.some(
    ({ event: { kind, authorId }, before }) =>
      kind === 'transfer.requested' && before.owner?.operatorId === authorId && end === 'accepted',
  );
  if (!isTransferred)
    expect(outcomes.get('transfer') ?? 'not_owner', 'transfer').not.to.equal('ok');
  const states = await Promise.all(
    nodes.worlds.map(({ app }) => app.services.log.getState(sessionId)),
  );
  for (const other of states) {
    expect([other.headSeq, other.status, other.owner, other.offers]).to.deep.equal([
      ...[state.headSeq, state.status, state.owner, state.offers],
    ]);
  }
  const seats = await nodes.first.app.domain.stores.seats.listSeats();
  const taken = seats.flatMap((seat) => (seat.sessionId === sessionId ? [seat.offerId] : []));
  expect(taken.sort(), 'seats').to.deep.equal([...offersInUse(state)].sort());
  return end;
};

/** Everybody leaves, the chat is closed, and nothing is left taken on any node. */
const clearAway = async (nodes: ThreeNodes, team: Team, sessionId: string): Promise<void> => {
  const { citizen, devices, senior } = team;
  const offline = { presence: 'offline' } as const;
  await citizen.ask('session:close', { sessionId });
  await nodes.settle();
  // Of two choices within one millisecond the other nodes learn the first alone; nobody clicks that fast.
  nodes.first.clock.advance(1);
  for (const person of [devices[0], senior]) await person?.ask('presence:set', offline);
  await nodes.settle(clientsOf(team));
  await nodes.learnOfEachOther(1);
  await assertInvariants(nodes.on(team.opened));
  const seats = await nodes.first.app.domain.stores.seats.listSeats();
  expect(seats.filter(({ offerId }) => offerId)).to.deep.equal([]);
};

/** Ten minutes later, when every token has ended: everybody has a new connection, and every node has looked around. */
const renew = async (nodes: ThreeNodes, teams: readonly Team[]): Promise<void> => {
  for (const client of teams.flatMap(clientsOf)) client.close();
  nodes.first.clock.advance(limits.auth.accessTokenMs);
  for (const team of teams) {
    const again = (one: StaffClient, at: number) => nodes.on(at).device(one.operatorId, one.name);
    const { citizen, citizenAt, colleague, devices, senior } = team;
    Object.assign(team, {
      devices: await Promise.all(devices.map((device, index) => again(device, index))),
      colleague: await again(colleague, citizenAt + 1),
      senior: await again(senior, citizenAt + 2),
      citizen: await nodes.on(citizenAt).comeBack(citizen),
    });
  }
  for (const { app } of nodes.worlds) await app.jobs.runDue();
  await nodes.settle(teams.flatMap(clientsOf));
  await nodes.learnOfEachOther();
};

/**
 * One offer under accept from five devices, decline, its end, the citizen's close, a transfer and a call for a senior, all
 * at once over three nodes, in as many seeded orders as asked for or as there is time for. Stops at the first order that
 * does not hold.
 */
export const raceOverOffers = async (nodes: ThreeNodes, plan: OrderPlan): Promise<OrderFigures> => {
  const figures: OrderFigures = { orders: 0, ends: {}, asked: 0, problems: [] };
  const teams = await assemble(nodes);
  let renewedMs = nodes.first.clock.nowMs();
  for (let index = 0; index < plan.orders && plan.isTimeUp?.() !== true; index += 1) {
    if (nodes.first.clock.nowMs() - renewedMs > renewAfterMs) {
      plan.onProgress?.(index);
      await renew(nodes, teams);
      renewedMs = nodes.first.clock.nowMs();
    }
    const seed = plan.firstSeed + index;
    const random = new Random(seed);
    const team = teams[index % teamCount];
    if (!team) throw new Error('No team.');
    if (team.opened >= chatsACitizen) {
      team.citizen.close();
      Object.assign(team, { citizen: await nodes.on(team.citizenAt).citizen(), opened: 0 });
    }
    const isTransfer = random.chance(0.5);
    let order = '';
    try {
      const offer = await makeOffer(nodes, team, isTransfer);
      const contenders = listContenders(nodes, team, offer, isTransfer, random);
      order = contenders.map(({ name }) => name).join(', ');
      const outcomes = await play(contenders, random, lastAnswerOf);
      figures.asked += outcomes.size;
      await nodes.settle(clientsOf(team));
      await nodes.learnOfEachOther();
      const end = await checkOrder(nodes, offer, outcomes);
      figures.ends[end] = (figures.ends[end] ?? 0) + 1;
      await clearAway(nodes, team, offer.sessionId);
      figures.orders += 1;
    } catch (error) {
      const kind = isTransfer ? 'transfer' : 'queue';
      const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
      figures.problems.push(`seed ${String(seed)}, ${kind}: ${order}: ${words}`);
      return figures;
    }
    forgetHeard(clientsOf(team));
  }
  return figures;
};
