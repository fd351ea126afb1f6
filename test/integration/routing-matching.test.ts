import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { limits } from '../../shared/limits.js';
import { consentFor, type CitizenClient, type StaffClient } from '../helpers/clients.js';
import { poolId, World, namedClassifier } from '../helpers/world.js';

const minute = 60_000;

describe('Matching', function () {
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
  const positionOf = async (citizen: CitizenClient) => (await citizen.view()).queue?.position;
  const told = (citizen: CitizenClient) =>
    citizen.payloads('queue:changed').map(({ queue }) => queue.position);
  const offered = (client: StaffClient) =>
    client.payloads('offer:made').map(({ sessionId }) => sessionId);

  it('offers an arriving chat to the one with fewest chats, then to the longest idle', async () => {
    const anna = await world.hire();
    await world.advance(5_000);
    const boris = await world.hire();
    const first = await arrive();
    expect(await anna.accept()).to.equal(first.sessionId);
    const second = await arrive();
    expect(await boris.accept()).to.equal(second.sessionId);
    await world.advance(5_000);
    await first.ask('session:close', { sessionId: first.sessionId });
    await world.advance(5_000);
    await second.ask('session:close', { sessionId: second.sessionId });
    await world.settle();
    // Both are free again, and Anna has been for longer.
    const third = await arrive();
    expect(offered(anna)).to.include(third.sessionId);
    expect(offered(boris)).to.not.include(third.sessionId);
  });

  it('tells who waits where they stand, and again when it changes', async () => {
    const operator = await world.hire({ capacity: 1 });
    const first = await arrive();
    await operator.accept();
    const second = await arrive();
    const third = await arrive();
    const fourth = await arrive();
    expect(await positionOf(second)).to.equal(1);
    expect(await positionOf(fourth)).to.equal(3);
    await world.advance(1_000);
    await second.ask('session:close', { sessionId: second.sessionId });
    await world.advance(1_000);
    expect(told(third).at(-1)).to.equal(1);
    expect(told(fourth).at(-1)).to.equal(2);
    expect(told(fourth)).to.satisfy(
      (list: number[]) => new Set(list).size === list.length,
      'nothing is told twice',
    );
    // The seat that falls free takes the one that has waited longest.
    await first.ask('session:close', { sessionId: first.sessionId });
    expect(await operator.accept()).to.equal(third.sessionId);
    await world.advance(1_000);
    expect(told(fourth).at(-1)).to.equal(1);
  });

  it('says that nobody is on shift, and offers at once when somebody comes', async () => {
    const citizen = await arrive();
    expect((await citizen.view()).queue?.isUnattended).to.equal(true);
    const operator = await world.hire();
    expect((await operator.nextOffer()).sessionId).to.equal(citizen.sessionId);
    await world.advance(1_000);
    expect(citizen.payloads('queue:changed').at(-1)?.queue.isUnattended).to.equal(false);
  });

  it('moves a repeat appeal 5 minutes up and a called senior 15, nobody past 15 minutes', async () => {
    const returning = await world.citizen();
    const { appealNumber } = await returning.open('payments: впервые');
    await returning.ask('session:close', { sessionId: returning.sessionId });
    await world.settle();
    // Until then a word in the closed chat is enough, and citing its number moves nobody up.
    await returning.open(`payments: опять ${appealNumber}`);
    await world.settle();
    const early = await world.app.services.log.getState(returning.sessionId);
    expect(early).to.include({ repeatOf: appealNumber, priority: 'normal' });
    await returning.ask('session:close', { sessionId: returning.sessionId });
    await world.settle();
    world.clock.advance(limits.closing.reopenMs + 1);

    const old = await arrive();
    await world.advance(11 * minute);
    const normal = await arrive();
    await world.advance(4 * minute);
    await returning.open(`payments: повторно по ${appealNumber.replaceAll('-', '')}`);
    await world.settle();
    expect(await positionOf(returning)).to.equal(2);
    await world.advance(1_000);
    const told = normal.payloads('queue:changed').at(-1)?.queue;
    expect(told).to.include({ position: 3, worsenedBy: 'raised_ahead' });
    await world.advance(minute);
    const urgent = await arrive();
    expect(await positionOf(urgent)).to.equal(4);
    await urgent.ask('escalation:request', { sessionId: urgent.sessionId });
    await world.advance(1_000);
    // Sixteen minutes younger than the oldest: ahead of everybody but that one.
    expect(await positionOf(old)).to.equal(1);
    expect(await positionOf(urgent)).to.equal(2);
    expect(await positionOf(returning)).to.equal(3);
    expect(await positionOf(normal)).to.equal(4);
    const last = normal.payloads('queue:changed').at(-1)?.queue;
    expect(last).to.include({ position: 4, worsenedBy: 'urgent_ahead' });
    await urgent.ask('escalation:withdraw', { sessionId: urgent.sessionId });
    await world.advance(1_000);
    expect(await positionOf(urgent)).to.equal(4);

    const operator = await world.hire({ capacity: 2 });
    await world.settle();
    expect(offered(operator)).to.deep.equal([old.sessionId, returning.sessionId]);
  });

  it('lets somebody of the pool take a waiting chat, nobody else, and nobody without a free seat', async () => {
    const mine = await world.hire({ pools: ['payments'], capacity: 1, isOnline: false });
    const other = await world.hire({ pools: ['profile'], isOnline: false });
    const [first, second] = [await arrive(), await arrive()];
    const { sessionId } = first;
    expect(await other.refusal('queue:take', { sessionId })).to.equal('not_found');
    const { session } = await mine.ask('queue:take', { sessionId });
    expect(session).to.include({ status: 'active', poolId: poolId('payments') });
    expect((await mine.ask('queue:take', { sessionId })).session.seq).to.equal(session.seq);
    expect(await mine.refusal('queue:take', { sessionId: second.sessionId })).to.equal(
      'no_free_seat',
    );
    expect((await first.view()).operator?.name).to.equal(mine.name);
  });

  it('takes a chat by the offer that is already open to the same person', async () => {
    const operator = await world.hire({ capacity: 1 });
    const { sessionId } = await arrive();
    await operator.nextOffer();
    const { session } = await operator.ask('queue:take', { sessionId });
    expect(session.owner?.operatorId).to.equal(operator.operatorId);
    await operator.until(() => operator.payloads('offer:ended').at(-1)?.outcome === 'accepted');
  });

  it('never fills more seats than there are, with 10 chats at once on 2', async () => {
    const operator = await world.hire({ capacity: 2 });
    const citizens = await Promise.all(Array.from({ length: 10 }, () => world.citizen()));
    await Promise.all(citizens.map((citizen) => citizen.open('payments: сразу')));
    await world.settle();
    expect(offered(operator)).to.have.length(2);
    const taking = citizens.map(({ sessionId }) =>
      operator.refusal('queue:take', { sessionId }).catch(() => 'taken'),
    );
    const answers = await Promise.all(taking);
    expect(answers.filter((answer) => answer === 'taken')).to.have.length(2);
    expect(answers.filter((answer) => answer === 'no_free_seat')).to.have.length(8);
    const seats = await world.app.domain.stores.seats.listSeats();
    expect(seats.filter(({ offerId }) => offerId !== undefined)).to.have.length(2);
    const positions = await Promise.all(citizens.map(positionOf));
    expect(positions.filter((position) => position !== undefined).sort()).to.deep.equal([
      1, 2, 3, 4, 5, 6, 7, 8,
    ]);
  });

  it('begins a portal citizen’s session at the portal’s identity step', async () => {
    const { citizenRecords, services } = world.app.domain;
    const { citizenId } = await citizenRecords.identify({ portalUserId: 'u-1', name: 'Мария' });
    const guest = await arrive();
    expect((await guest.view()).identityStep).to.equal('guest');
    const state = await services.sessions.openSession(
      { kind: 'citizen', citizenId, familyId: '', tokenExpiresAt: world.clock.now() },
      {
        ...{ clientSessionId: randomUUID(), locale: 'ru', channel: 'widget' },
        consents: consentFor(true),
        message: { clientMessageId: randomUUID(), text: 'payments: из портала' },
      },
    );
    expect(state.identity.step).to.equal('portal');
  });
});
