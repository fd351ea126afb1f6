import { expect } from 'chai';
import { limits } from '../../shared/limits.js';
import type { CitizenClient, StaffClient } from '../helpers/clients.js';
import { World, namedClassifier } from '../helpers/world.js';

const shownMs = 30_000;
const graceMs = 1_000;

describe('An offer', function () {
  this.timeout(60_000);
  let world: World;
  let citizen: CitizenClient;
  beforeEach(async () => {
    world = await World.create({ classifier: namedClassifier });
    citizen = await world.citizen();
  });
  afterEach(async () => {
    await world.settle();
    expect(world.app.domain.routing.healed).to.equal(0);
    expect(world.log).to.deep.equal([]);
    await world.close();
  });

  const ask = async (): Promise<void> => {
    await citizen.open('payments: не прошла оплата');
    await world.settle();
  };
  const made = (client: StaffClient) => client.payloads('offer:made').length;
  const ends = (client: StaffClient) =>
    client.payloads('offer:ended').map(({ outcome }) => outcome);
  const decline = async (client: StaffClient) => {
    const { sessionId, offerId } = await client.nextOffer();
    await client.ask('offer:decline', { sessionId, offerId, reason: 'break' });
    await world.settle();
  };

  it('shows 30 s, stands until the last instant of the second after, then goes to the next', async () => {
    const [anna, boris] = [await world.hire(), await world.hire()];
    await ask();
    const { expiresAt, offerId, sessionId } = await anna.nextOffer();
    expect(new Date(expiresAt).getTime() - world.clock.nowMs()).to.equal(shownMs);
    await world.advance(shownMs + graceMs - 1);
    expect(ends(anna)).to.deep.equal([]);
    expect(made(boris)).to.equal(0);
    await world.advance(1);
    expect(ends(anna)).to.deep.equal(['expired']);
    expect(made(boris)).to.equal(1);
    expect(await anna.refusal('offer:accept', { sessionId, offerId })).to.equal('offer_gone');
    expect((await citizen.view()).queue?.position).to.equal(1);
  });

  it('is accepted in the second after the time shown', async () => {
    const anna = await world.hire();
    await ask();
    await world.advance(shownMs + graceMs - 1);
    await anna.accept();
    expect((await citizen.view()).operator?.name).to.equal(anna.name);
    await world.advance(5_000);
    expect(ends(anna)).to.deep.equal(['accepted']);
  });

  it('is refused after that second even where no clock has looked yet', async () => {
    const anna = await world.hire();
    await ask();
    const { offerId, sessionId } = await anna.nextOffer();
    world.clock.advance(shownMs + graceMs + 1);
    expect(await anna.refusal('offer:accept', { sessionId, offerId })).to.equal('offer_gone');
  });

  it('declined with a reason goes to the next at once, and back to nobody who let it pass while others are free', async () => {
    const [anna, boris, vera] = [await world.hire(), await world.hire(), await world.hire()];
    await ask();
    await decline(anna);
    expect([made(anna), made(boris), made(vera)]).to.deep.equal([1, 1, 0]);
    await decline(boris);
    expect([made(anna), made(boris), made(vera)]).to.deep.equal([1, 1, 1]);
    await decline(vera);
    // All have let it pass: the first one is asked again, not the last one.
    expect([made(anna), made(boris), made(vera)]).to.deep.equal([2, 1, 1]);
    const events = await anna.events(citizen.sessionId);
    const reasons = events.flatMap(({ kind, body }) =>
      kind === 'offer.ended' && 'reason' in body ? [body.reason] : [],
    );
    expect(reasons).to.deep.equal(['break', 'break', 'break']);
    expect(events.filter(({ kind }) => kind === 'offer.made')).to.have.length(4);
    expect(citizen.wire.lines.join()).to.not.contain('offer');
  });

  it('declined by the only one there rests for half a minute before it comes back to them', async () => {
    const anna = await world.hire();
    await ask();
    await decline(anna);
    await world.advance(limits.offer.restMs - 1);
    expect(made(anna)).to.equal(1);
    await world.advance(1);
    expect(made(anna)).to.equal(2);
    await decline(anna);
    const boris = await world.hire();
    await world.settle();
    expect([made(anna), made(boris)]).to.deep.equal([2, 1]);
  });

  it('missed three times in a row sets the operator away, and the chat goes on waiting', async () => {
    const anna = await world.hire();
    await ask();
    await world.advance(shownMs + graceMs);
    await world.advance(shownMs + graceMs);
    await world.advance(shownMs + graceMs - 1);
    expect(made(anna)).to.equal(3);
    expect(anna.payloads('presence:changed').filter(({ reason }) => reason)).to.deep.equal([]);
    await world.advance(1);
    expect(anna.payloads('presence:changed').at(-1)).to.deep.equal({
      presence: 'away',
      reason: 'offers_missed',
    });
    expect(ends(anna)).to.deep.equal(['expired', 'expired', 'expired']);
    await world.advance(60_000);
    expect(made(anna)).to.equal(3);
    await anna.ask('presence:set', { presence: 'online' });
    await world.settle();
    expect(made(anna)).to.equal(4);
    await anna.accept();
  });

  it('reaches both devices of an operator, and leaves the other one when accepted on one', async () => {
    const desktop = await world.hire();
    const phone = await world.signIn(desktop.operatorId, desktop.name);
    await ask();
    const [onDesktop, onPhone] = [await desktop.nextOffer(), await phone.nextOffer()];
    expect(onPhone.offerId).to.equal(onDesktop.offerId);
    await phone.accept();
    await world.settle();
    expect(ends(desktop)).to.deep.equal(['accepted']);
    const [row] = desktop.payloads('session:row').slice(-1);
    expect(row).to.deep.include({ sessionId: citizen.sessionId, status: 'active' });
    expect((await desktop.ask('desk:open', {})).offers).to.deep.equal([]);
  });

  it('accepted by one answers nobody else who knows its number, also not with the chat', async () => {
    const anna = await world.hire();
    const boris = await world.hire({ isOnline: false, pools: ['technical'] });
    await ask();
    const { sessionId, offerId } = await anna.nextOffer();
    await anna.accept();
    expect(await boris.refusal('offer:accept', { sessionId, offerId })).to.equal('offer_gone');
    await anna.ask('offer:accept', { sessionId, offerId });
  });

  it('is withdrawn from the screen, with a name, when somebody takes the chat out of the queue', async () => {
    const anna = await world.hire();
    const boris = await world.hire({ isOnline: false });
    await ask();
    const { sessionId, offerId } = await anna.nextOffer();
    await boris.ask('queue:take', { sessionId });
    await world.settle();
    expect(anna.payloads('offer:ended')).to.deep.equal([
      { offerId, sessionId, outcome: 'withdrawn', byName: boris.name },
    ]);
    expect(await anna.refusal('offer:accept', { sessionId, offerId })).to.equal('offer_gone');
    expect(world.app.services.board.listOperators().map(({ load }) => load)).to.deep.equal([0, 1]);
  });

  it('prefers who knows the case for 20 s when a citizen comes back, not once that one says no', async () => {
    const anna = await world.hire();
    const boris = await world.hire();
    await ask();
    const sessionId = await anna.accept();
    await anna.say(sessionId, 'Вы здесь?');
    await world.advance(10 * 60_000);
    expect((await citizen.view()).status).to.equal('waiting_citizen');
    await anna.ask('presence:set', { presence: 'busy' });
    await citizen.say('Я вернулся');
    await world.advance(19_999);
    expect([made(anna), made(boris)]).to.deep.equal([1, 0]);
    await world.advance(1);
    expect([made(anna), made(boris)]).to.deep.equal([1, 1]);
  });

  it('and its queue survive a restart in the middle: the same offer, order and moment', async () => {
    const anna = await world.hire({ capacity: 1 });
    await ask();
    const second = await world.citizen();
    await world.advance(1_000);
    await second.open('payments: и у меня');
    const { offerId, expiresAt } = await anna.nextOffer();
    await world.restart();
    const back = await world.signIn(anna.operatorId, anna.name);
    const [here, there] = [await world.comeBack(citizen), await world.comeBack(second)];
    const desk = await back.ask('desk:open', {});
    expect(desk.offers.map((offer) => [offer.offerId, offer.expiresAt])).to.deep.equal([
      [offerId, expiresAt],
    ]);
    expect(desk.sessions.map(({ sessionId }) => sessionId)).to.deep.equal([
      here.sessionId,
      there.sessionId,
    ]);
    expect((await here.view()).queue?.position).to.equal(1);
    expect((await there.view()).queue?.position).to.equal(2);
    await back.ask('offer:accept', { sessionId: here.sessionId, offerId });
    await world.advance(1_000);
    expect(there.payloads('queue:changed').at(-1)?.queue.position).to.equal(1);
  });

  it('that ran out while the server was down goes on when it is back', async () => {
    const anna = await world.hire();
    await ask();
    await anna.nextOffer();
    await world.restart();
    world.clock.advance(5 * 60_000);
    const back = await world.signIn(anna.operatorId, anna.name);
    await world.comeBack(citizen);
    await world.advance(1_000);
    const { sessionId } = await back.nextOffer();
    expect(sessionId).to.equal(citizen.sessionId);
    await back.accept();
  });
});
