import { expect } from 'chai';
import { limits } from '../../shared/limits.js';
import type { CitizenClient, StaffClient } from '../helpers/clients.js';
import { namedClassifier, poolId, World } from '../helpers/world.js';

const second = 1_000;

describe('Overflow', function () {
  this.timeout(60_000);
  let world: World;
  beforeEach(async () => {
    world = await World.create({ classifier: namedClassifier });
  });
  afterEach(async () => {
    await world.settle();
    expect(world.app.domain.routing.healed).to.equal(0);
    expect(world.log).to.deep.equal([]);
    await world.close();
  });

  const arrive = (text?: string) => world.arrive(text);
  const offered = (client: StaffClient) =>
    client.payloads('offer:made').map(({ sessionId }) => sessionId);
  const overflows = async ({ sessionId }: CitizenClient) => {
    const { log } = world.app.services;
    const events = await log.listEvents(sessionId, 0, (await log.getState(sessionId)).headSeq);
    return events.flatMap((event) => (event.kind === 'session.overflowed' ? [event.plain] : []));
  };
  const seesInQueue = async (client: StaffClient, { sessionId }: CitizenClient) =>
    (await client.ask('desk:open', {})).sessions.some((row) => row.sessionId === sessionId);

  it('offers a chat in the general line after three minutes, not before, at its own place', async () => {
    const general = await world.hire({ pools: ['general'], capacity: 1 });
    const stranger = await world.hire({ pools: ['social'] });
    const citizen = await arrive();
    const own = await arrive('general: просто вопрос');
    expect(await general.accept()).to.equal(own.sessionId);
    const later = await arrive('general: ещё вопрос');
    await world.advance(limits.overflow.afterMs - 2 * second);
    expect(await overflows(citizen)).to.deep.equal([]);
    expect(await seesInQueue(general, citizen)).to.equal(false);
    await world.advance(3 * second);
    expect(await overflows(citizen)).to.deep.equal([
      { poolId: poolId('general'), reason: 'waited' },
    ]);
    expect(await seesInQueue(general, citizen)).to.equal(true);
    expect(await seesInQueue(stranger, citizen)).to.equal(false);
    // It came before the one that waits in the general line, and nobody of that line is told whose it is.
    expect((await later.view()).queue?.position).to.equal(2);
    await own.ask('session:close', { sessionId: own.sessionId });
    expect(await general.accept()).to.equal(citizen.sessionId);
    expect((await citizen.events()).map(({ kind }) => kind)).to.not.include('session.overflowed');
    expect((await later.view()).queue?.position).to.equal(1);
  });

  it('comes to the people of its own pool first, however idle the others are', async () => {
    const general = await world.hire({ pools: ['general'] });
    const citizen = await arrive();
    await world.advance(limits.overflow.afterMs - 5 * second);
    const own = await world.hire({ pools: ['payments'], isOnline: false });
    await world.advance(6 * second);
    // Nobody of the pool is there: the guest is asked, and declines.
    const offer = await general.nextOffer();
    await own.ask('presence:set', { presence: 'online' });
    const { sessionId, offerId } = offer;
    await general.ask('offer:decline', { sessionId, offerId, reason: 'other' });
    expect(await own.accept()).to.equal(citizen.sessionId);
  });

  it('offers it elsewhere after three offers nobody took', async () => {
    const people = [
      await world.hire({ pools: ['payments'] }),
      await world.hire({ pools: ['payments'] }),
      await world.hire({ pools: ['payments'] }),
    ];
    const general = await world.hire({ pools: ['general'] });
    const citizen = await arrive();
    for (const expected of [0, 0, 0, 1]) {
      expect(await overflows(citizen)).to.have.length(expected);
      const holder = people.find((person) => offered(person).length > 0);
      if (!holder || expected === 1) break;
      people.splice(people.indexOf(holder), 1);
      const { sessionId, offerId } = await holder.nextOffer();
      await holder.ask('offer:decline', { sessionId, offerId, reason: 'not_my_topic' });
      await world.settle();
    }
    expect(await overflows(citizen)).to.deep.equal([
      { poolId: poolId('general'), reason: 'not_taken' },
    ]);
    expect(await general.accept()).to.equal(citizen.sessionId);
  });

  it('goes nowhere where the pool has it so, and elsewhere where it names another', async () => {
    await world.changePool('payments', {}, ['overflow']);
    await world.changePool('social', {
      overflow: { poolId: poolId('quality'), afterMs: 30 * second, afterOffers: 9 },
    });
    const general = await world.hire({ pools: ['general'] });
    const quality = await world.hire({ pools: ['quality'] });
    const stays = await arrive();
    const goes = await arrive('benefits: пособие');
    await world.advance(31 * second);
    expect(await quality.accept()).to.equal(goes.sessionId);
    await world.advance(limits.overflow.afterMs);
    expect(await overflows(stays)).to.deep.equal([]);
    expect(offered(general)).to.deep.equal([]);
  });

  it('is timed through a restart', async () => {
    const citizen = await arrive();
    await world.advance(60 * second);
    await world.restart();
    await world.comeBack(citizen);
    await world.advance(limits.overflow.afterMs - 61 * second - 1);
    expect(await overflows(citizen)).to.deep.equal([]);
    await world.advance(2 * second);
    expect(await overflows(citizen)).to.have.length(1);
  });

  it('lets its people take it by hand, and nobody before it overflows', async () => {
    const general = await world.hire({ pools: ['general'], capacity: 1 });
    const other = await arrive('general: вопрос');
    await general.accept();
    const citizen = await arrive();
    expect(await general.refusal('queue:take', { sessionId: citizen.sessionId })).to.equal(
      'not_found',
    );
    await world.advance(limits.overflow.afterMs + second);
    await other.ask('session:close', { sessionId: other.sessionId });
    await world.settle();
    await general.ask('queue:take', { sessionId: citizen.sessionId });
    expect((await citizen.view()).operator?.name).to.equal(general.name);
  });
});
