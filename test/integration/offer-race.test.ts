import { expect } from 'chai';
import { offersInUse } from '../../server/features/routing/session-effects.js';
import { Random } from '../../server/seed/random.js';
import { Refused, type CitizenClient, type StaffClient } from '../helpers/clients.js';
import { hireCrowd } from '../helpers/crowd.js';
import { DeskScreen } from '../helpers/desk-screen.js';
import { replay } from '../helpers/replay.js';
import { World, namedClassifier } from '../helpers/world.js';

const rounds = 50;
const worlds = [1, 2, 3, 4];
/** Teams take turns, so that nobody asks faster than people may. */
const teamCount = 14;
const offerLastMs = 31_000;

interface Team {
  devices: StaffClient[];
  colleague: StaffClient;
  citizen: CitizenClient;
  screens: DeskScreen[];
}

interface Contender {
  name: string;
  act: () => Promise<unknown>;
}

/** `ok`, or the code of the refusal. */
const outcomeOf = async (act: () => Promise<unknown>): Promise<string> => {
  try {
    await act();
    return 'ok';
  } catch (error) {
    if (error instanceof Refused) return error.code;
    throw error;
  }
};

const shuffle = <T>(items: T[], random: Random): T[] => {
  const left = [...items];
  const mixed: T[] = [];
  while (left.length > 0) mixed.push(...left.splice(random.between(0, left.length - 1), 1));
  return mixed;
};

describe('One offer under accept from five devices, decline, expiry, close and take or transfer at once', function () {
  this.timeout(120_000);

  const assemble = async (world: World): Promise<Team[]> => {
    const people = await hireCrowd(world, teamCount * 2);
    const teams: Team[] = [];
    for (let index = 0; index < teamCount; index += 1) {
      const [first, colleague] = [people[index * 2]!, people[index * 2 + 1]!];
      const more = await Promise.all(
        [2, 3, 4, 5].map(() => world.device(first.operatorId, first.name)),
      );
      const devices = [first, ...more];
      const screens = await Promise.all([...devices, colleague].map((one) => DeskScreen.open(one)));
      teams.push({ devices, colleague, citizen: await world.citizen(), screens });
    }
    return teams;
  };

  /** A chat with one open offer to the team's operator: out of the queue, or as a colleague's transfer. */
  const makeOffer = async (world: World, team: Team, isTransfer: boolean) => {
    const { citizen, colleague, devices } = team;
    const [operator] = devices as [StaffClient];
    const known = new Set(operator.payloads('offer:made').map(({ offerId }) => offerId));
    if (!isTransfer) await operator.ask('presence:set', { presence: 'online' });
    await citizen.open('payments: не прошла оплата');
    const { sessionId } = citizen;
    if (isTransfer) {
      await world.settle();
      await colleague.ask('queue:take', { sessionId });
      await operator.ask('presence:set', { presence: 'online' });
      const { operatorId } = operator;
      await colleague.ask('transfer:request', { sessionId, operatorId, note: 'вопрос про счёт' });
    }
    await world.settle();
    const offer = operator.payloads('offer:made').find(({ offerId }) => !known.has(offerId))!;
    expect(offer).to.include({ sessionId, purpose: isTransfer ? 'transfer' : 'queue' });
    return { sessionId, offerId: offer.offerId };
  };

  const contendersOf = (
    ...[world, team, offer, isTransfer, random]: [
      World,
      Team,
      { sessionId: string; offerId: string },
      boolean,
      Random,
    ]
  ): Contender[] => {
    const { citizen, colleague, devices } = team;
    const { sessionId } = offer;
    const others: Contender[] = [
      {
        name: 'decline',
        act: () => random.pick(devices).ask('offer:decline', { ...offer, reason: 'break' }),
      },
      {
        name: 'expire',
        act: async () => {
          // At the last instant both a click and the end are in time.
          world.clock.advance(offerLastMs + random.between(0, 1));
          await world.app.domain.deadlines.runDue();
        },
      },
      { name: 'close', act: () => citizen.ask('session:close', { sessionId }) },
      isTransfer
        ? { name: 'cancel', act: () => colleague.ask('transfer:cancel', { sessionId }) }
        : { name: 'take', act: () => colleague.ask('queue:take', { sessionId }) },
    ];
    const accepts = devices.map((device, index) => ({
      name: `accept ${index + 1}`,
      act: () => device.ask('offer:accept', offer),
    }));
    return shuffle([...accepts, ...others.filter(() => random.chance(0.75))], random);
  };

  const play = async (contenders: Contender[], random: Random): Promise<Map<string, string>> => {
    const outcomes = new Map<string, string>();
    const running: Promise<void>[] = [];
    for (const { name, act } of contenders) {
      running.push(outcomeOf(act).then((outcome) => void outcomes.set(name, outcome)));
      for (let turn = random.between(0, 4); turn > 0; turn -= 1) {
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
    await Promise.all(running);
    return outcomes;
  };

  const checkSeats = async (world: World, team: Team, sessionId: string): Promise<void> => {
    const state = await world.app.services.log.getState(sessionId);
    const seats = await world.app.domain.stores.seats.listSeats();
    const people = [team.devices[0]!.operatorId, team.colleague.operatorId];
    const taken = seats.flatMap(({ offerId, operatorId }) =>
      offerId !== undefined && people.includes(operatorId) ? [offerId] : [],
    );
    expect(taken.sort()).to.deep.equal([...offersInUse(state)].sort());
    const loads = world.app.services.board
      .listOperators()
      .filter(({ operatorId }) => people.includes(operatorId))
      .reduce((sum, { load }) => sum + load, 0);
    expect(loads).to.equal(taken.length);
  };

  const checkRound = async (
    ...[world, team, offer, outcomes]: [
      World,
      Team,
      { sessionId: string; offerId: string },
      Map<string, string>,
    ]
  ): Promise<void> => {
    const { sessionId, offerId } = offer;
    const { projected, state, steps } = await replay(world, sessionId);
    expect(JSON.parse(JSON.stringify(projected))).to.deep.equal(JSON.parse(JSON.stringify(state)));
    const made = steps.flatMap(({ event }) =>
      event.kind === 'offer.made' ? [event.plain.offerId] : [],
    );
    const isIn = (offers: { offerId: string }[], id: string) =>
      offers.some((candidate) => candidate.offerId === id);
    for (const id of made) {
      const ends = steps.filter(
        ({ before, after }) => isIn(before.offers, id) && !isIn(after.offers, id),
      );
      expect(ends.length + Number(isIn(state.offers, id)), `ends of ${id}`).to.equal(1);
    }
    const end = steps.find(
      ({ before, after }) => isIn(before.offers, offerId) && !isIn(after.offers, offerId),
    );
    const named = steps.filter(
      ({ event }) =>
        (event.kind === 'offer.ended' || event.kind === 'operator.joined') &&
        event.plain.offerId === offerId,
    );
    expect(named).to.have.length.at.most(1);
    const isAccepted = end?.event.kind === 'operator.joined' && named.length === 1;
    for (const [name, outcome] of outcomes) {
      if (name.startsWith('accept'))
        expect(outcome, name).to.be.oneOf(isAccepted ? ['ok', 'offer_gone'] : ['offer_gone']);
    }
    const isDeclined = end?.event.kind === 'offer.ended' && end.event.plain.outcome === 'declined';
    if (outcomes.has('decline')) {
      expect(outcomes.get('decline')).to.equal(isDeclined ? 'ok' : 'offer_gone');
    }
    expect(outcomes.get('close') ?? 'ok').to.equal('ok');
    await checkSeats(world, team, sessionId);
    // What a device that opens now would show: one question a person, for all their devices.
    const refetched = new Map<string, unknown>();
    for (const screen of team.screens) {
      const { operatorId } = screen.client;
      const truth = refetched.get(operatorId) ?? (await screen.refetched());
      refetched.set(operatorId, truth);
      expect(screen.seen(), 'screen').to.deep.equal(truth);
      const isTheirs = operatorId === team.devices[0]!.operatorId;
      expect(screen.ends.get(offerId) ?? 0).to.equal(isTheirs ? 1 : 0);
    }
  };

  const playRound = async (world: World, team: Team, random: Random): Promise<void> => {
    const isTransfer = random.chance(0.5);
    const offer = await makeOffer(world, team, isTransfer);
    const contenders = contendersOf(world, team, offer, isTransfer, random);
    const order = contenders.map(({ name }) => name).join(', ');
    try {
      const outcomes = await play(contenders, random);
      await world.settle();
      await checkRound(world, team, offer, outcomes);
      await team.devices[0]!.ask('presence:set', { presence: 'offline' });
      await team.citizen.ask('session:close', { sessionId: offer.sessionId });
      await world.settle();
      await checkSeats(world, team, offer.sessionId);
    } catch (error) {
      (error as Error).message += ` — ${isTransfer ? 'transfer' : 'queue'}: ${order}`;
      throw error;
    }
  };

  for (const worldNumber of worlds) {
    it(`has one outcome in log, projection, seats and on every screen: orders ${(worldNumber - 1) * rounds + 1}–${worldNumber * rounds}`, async () => {
      const world = await World.create({ classifier: namedClassifier });
      try {
        const teams = await assemble(world);
        let renewedMs = world.clock.nowMs();
        for (let round = 0; round < rounds; round += 1) {
          // Access tokens end after ten minutes: everybody comes back between two rounds, not within one.
          if (world.clock.nowMs() - renewedMs > 500_000) {
            world.clock.advance(600_000);
            await world.settle();
            for (const { screens } of teams) {
              await Promise.all(screens.map((screen) => screen.reload()));
            }
            renewedMs = world.clock.nowMs();
          }
          const seed = (worldNumber - 1) * rounds + round + 1;
          try {
            await playRound(world, teams[round % teamCount]!, new Random(seed));
          } catch (error) {
            (error as Error).message = `seed ${seed}: ${(error as Error).message}`;
            throw error;
          }
          await world.app.jobs.runDue();
          await world.settle();
          expect(world.app.domain.routing.healed, `healed after seed ${seed}`).to.equal(0);
        }
        expect(world.log).to.deep.equal([]);
      } finally {
        await world.close();
      }
    });
  }
});
