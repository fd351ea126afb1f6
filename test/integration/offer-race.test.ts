import { expect } from 'chai';
import { offersInUse } from '../../server/features/routing/session-effects.js';
import { Random } from '../../server/seed/random.js';
import type { StaffClient } from '../helpers/clients.js';
import { hireCrowd } from '../helpers/crowd.js';
import { DeskScreen } from '../helpers/desk-screen.js';
import {
  checkEnds,
  contendersOf,
  mixIn,
  play,
  type Contender,
  type Outcomes,
  type RacedOffer,
  type RacingTeam,
} from '../helpers/offer-orders.js';
import { replay } from '../helpers/replay.js';
import { World, namedClassifier } from '../helpers/world.js';

const rounds = 50;
const worlds = [1, 2, 3, 4];
/** Teams take turns, so that nobody asks faster than people may. */
const teamCount = 14;

interface Team extends RacingTeam {
  screens: DeskScreen[];
}

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

  const listContenders = (
    ...[world, team, offer, isTransfer, random]: [World, Team, RacedOffer, boolean, Random]
  ): Contender[] => {
    const { close, colleague, decline, expire } = contendersOf(team, offer, {
      ...{ isTransfer, random },
      expire: (ms) => {
        world.clock.advance(ms);
        return world.app.domain.deadlines.runDue();
      },
    });
    return mixIn([decline, expire, close, colleague], team, offer, { share: 0.75, random });
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
    ...[world, team, offer, outcomes]: [World, Team, RacedOffer, Outcomes]
  ): Promise<void> => {
    const { sessionId, offerId } = offer;
    const replayed = await replay(world, sessionId);
    const { projected, state } = replayed;
    expect(JSON.parse(JSON.stringify(projected))).to.deep.equal(JSON.parse(JSON.stringify(state)));
    checkEnds(replayed, offer, outcomes);
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
    const contenders = listContenders(world, team, offer, isTransfer, random);
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
