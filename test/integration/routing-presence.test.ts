import { expect } from 'chai';
import { newId } from '../../server/lib/ids.js';
import type { CitizenClient, StaffClient } from '../helpers/clients.js';
import { World, namedClassifier } from '../helpers/world.js';

const second = 1_000;
const minute = 60 * second;

describe('Presence', function () {
  this.timeout(60_000);
  let world: World;
  beforeEach(async () => {
    world = await World.create({ classifier: namedClassifier });
  });
  afterEach(async () => {
    await world.settle();
    expect(world.log).to.deep.equal([]);
    await world.close();
  });
  const nothingWasHealed = () => expect(world.app.domain.routing.healed).to.equal(0);

  const arrive = async (): Promise<CitizenClient> => {
    const citizen = await world.citizen();
    await citizen.open('payments: не прошла оплата');
    await world.advance(1);
    return citizen;
  };
  const made = (client: StaffClient) => client.payloads('offer:made').length;
  const reconnecting = (citizen: CitizenClient) =>
    citizen.payloads('operator:presence').map(({ isReconnecting }) => isReconnecting);
  /** Ends the pings of `client` and answers the moment its lease ends. */
  const fallSilent = async (client: StaffClient): Promise<void> => {
    await world.advance(second);
    client.answersPings = false;
  };

  it('tells the citizen after 20 s without an answered ping, and keeps the chats of who is back in time', async () => {
    const anna = await world.hire();
    const citizen = await arrive();
    await anna.accept();
    await fallSilent(anna);
    await world.advance(20 * second);
    expect(reconnecting(citizen)).to.deep.equal([]);
    expect((await citizen.view()).operator?.isReconnecting).to.equal(false);
    await world.advance(second);
    expect(reconnecting(citizen)).to.deep.equal([true]);
    expect((await citizen.view()).operator?.isReconnecting).to.equal(true);
    await world.advance(58 * second);
    anna.answersPings = true;
    await world.advance(second);
    expect(reconnecting(citizen)).to.deep.equal([true, false]);
    await world.advance(minute);
    expect((await citizen.view()).operator?.name).to.equal(anna.name);
    nothingWasHealed();
  });

  it('puts the chats of who is gone to the front and offers them to another within 81 s', async () => {
    const anna = await world.hire();
    const boris = await world.hire({ capacity: 1 });
    const citizen = await arrive();
    await anna.accept();
    const served = await arrive();
    await boris.accept();
    await anna.ask('presence:set', { presence: 'busy' });
    const waiting = await arrive();
    await fallSilent(anna);
    await world.advance(80 * second);
    expect((await citizen.view()).status).to.equal('active');
    await world.advance(second);
    const view = await citizen.view();
    expect(view).to.deep.include({ status: 'queued' });
    expect(view.queue?.position).to.equal(1);
    expect((await waiting.view()).queue?.position).to.equal(2);
    const row = boris.payloads('session:row').findLast((r) => r.sessionId === citizen.sessionId);
    expect(row).to.include({ status: 'queued', isFront: true });
    await served.ask('session:close', { sessionId: served.sessionId });
    expect(await boris.accept()).to.equal(citizen.sessionId);
    const kinds = (await citizen.events()).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'operator.left')).to.have.length(1);
    nothingWasHealed();
  });

  it('offers nothing to a silent tab, and everything again to one that answers', async () => {
    const anna = await world.hire();
    await fallSilent(anna);
    await world.advance(21 * second);
    await arrive();
    await world.advance(10 * second);
    expect(made(anna)).to.equal(0);
    anna.answersPings = true;
    await world.advance(second);
    expect(made(anna)).to.equal(1);
    nothingWasHealed();
  });

  it('of somebody away or busy by choice keeps the chats and brings no offers', async () => {
    const anna = await world.hire();
    const citizen = await arrive();
    const sessionId = await anna.accept();
    for (const presence of ['away', 'busy'] as const) {
      await anna.ask('presence:set', { presence });
      await arrive();
      await world.advance(2 * minute);
    }
    expect(made(anna)).to.equal(1);
    expect((await citizen.view()).operator?.name).to.equal(anna.name);
    await anna.say(sessionId, 'Я здесь');
    nothingWasHealed();
  });

  it('of the operator outlives a restart: one grace to come back, then the chat goes on', async () => {
    const anna = await world.hire();
    const boris = await world.hire({ isOnline: false });
    const [kept, lost] = [await arrive(), await arrive()];
    await anna.accept();
    await anna.accept();
    await world.restart();
    const back = await world.signIn(anna.operatorId, anna.name, false);
    const keptNow = await world.comeBack(kept);
    await world.advance(2 * minute);
    expect((await keptNow.view()).operator?.name).to.equal(anna.name);
    await world.restart();
    const next = await world.signIn(boris.operatorId, boris.name);
    const lostNow = await world.comeBack(lost);
    // The lease as it was stored, and the grace.
    await world.advance(81 * second);
    expect((await lostNow.view()).status).to.equal('queued');
    expect(made(next)).to.be.greaterThan(0);
    back.close();
    nothingWasHealed();
  });

  it('of a waiting citizen: after 2 minutes away not offered, offered again when back', async () => {
    const citizen = await arrive();
    citizen.close();
    await world.advance(2 * minute - second);
    const anna = await world.hire();
    await world.settle();
    expect(made(anna)).to.equal(1);
    const { offerId, sessionId } = await anna.nextOffer();
    await world.advance(second);
    await anna.ask('offer:decline', { sessionId, offerId, reason: 'other' });
    await world.advance(minute);
    expect(made(anna)).to.equal(1);
    const back = await world.comeBack(citizen);
    await world.settle();
    expect(made(anna)).to.equal(2);
    expect((await back.view()).queue?.position).to.equal(1);
    const told = anna.payloads('citizen:presence').map(({ isOnline }) => isOnline);
    expect(told.at(-1)).to.equal(true);
    nothingWasHealed();
  });

  it('of a waiting citizen who stays away for 30 minutes leaves the appeal for an answer', async () => {
    const [left, restarted, stayed] = [await arrive(), await arrive(), await arrive()];
    left.close();
    await world.advance(30 * minute - second);
    expect((await stateOf(left)).later).to.equal(undefined);
    await world.advance(second);
    expect((await stateOf(left)).later).to.be.an('object');
    const appeal = await world.app.domain.appeals.findByNumber((await stateOf(left)).appealNumber);
    expect(appeal?.status).to.equal('registered');
    // Nobody was there when the server began: the count does too, and one comes back in time.
    await world.restart();
    const here = await world.comeBack(stayed);
    await world.advance(30 * minute);
    expect((await here.view()).queue).to.not.have.property('isLater');
    expect((await stateOf(restarted)).later).to.be.an('object');
    nothingWasHealed();
  });

  it('of seats no session uses: the sweep frees them and says so', async () => {
    const anna = await world.hire({ capacity: 1 });
    const { seats } = world.app.domain.stores;
    const citizen = await arrive();
    await anna.accept();
    await citizen.ask('session:close', { sessionId: citizen.sessionId });
    await world.settle();
    const lost = newId(world.clock.nowMs());
    await seats.claim(anna.operatorId, 'normal', lost, citizen.sessionId);
    await world.advance(29 * second);
    expect((await seats.listSeats()).some(({ offerId }) => offerId === lost)).to.equal(true);
    await world.advance(2 * second);
    expect((await seats.listSeats()).some(({ offerId }) => offerId === lost)).to.equal(false);
    expect(world.app.domain.routing.healed).to.equal(1);
    expect(world.log.splice(0)).to.deep.equal([
      { event: 'sweep.healed', sessionId: citizen.sessionId },
    ]);
    await arrive();
    await anna.accept();
  });

  const stateOf = (citizen: CitizenClient) => world.app.services.log.getState(citizen.sessionId);
});
