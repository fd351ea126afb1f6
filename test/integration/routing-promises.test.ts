import { expect } from 'chai';
import { limits } from '../../shared/limits.js';
import type { CitizenClient, StaffClient } from '../helpers/clients.js';
import { World, namedClassifier } from '../helpers/world.js';

const minute = 60_000;

describe('Routing promises', function () {
  this.timeout(60_000);
  let world: World;
  beforeEach(async () => {
    world = await World.create({ classifier: namedClassifier });
  });
  afterEach(() => world.close());

  const state = (sessionId: string) => world.app.services.log.getState(sessionId);
  const talk = async (operator: StaffClient): Promise<CitizenClient> => {
    const citizen = await world.citizen();
    await citizen.open('payments: не прошла оплата');
    await operator.accept();
    return citizen;
  };

  it('a call taken back gives no place in the queue, also where it began before the queue', async () => {
    const citizen = await world.citizen();
    await citizen.open('непонятно');
    const { sessionId } = citizen;
    await world.settle();
    expect((await state(sessionId)).status).to.equal('clarifying');
    await citizen.ask('escalation:request', { sessionId });
    await world.settle();
    const called = await state(sessionId);
    expect(called.queuedAt!.getTime() - called.rankAt!).to.equal(limits.queue.boostMs.urgent);
    await citizen.ask('escalation:withdraw', { sessionId });
    await world.settle();
    const back = await state(sessionId);
    expect(back.rankAt).to.equal(back.queuedAt!.getTime());
    expect(world.app.services.queue.find(sessionId)).to.include({ rankAt: back.rankAt });
  });

  it('who may not close does not move the moment at which a close stands', async () => {
    const operator = await world.hire({ pools: ['payments'] });
    const { sessionId } = await talk(operator);
    const input = { sessionId, outcome: 'solved' as const, summary: 'Готово', lastPublicSeq: 99 };
    await operator.ask('closing:propose', input);
    await world.advance(minute);
    expect(await operator.refusal('closing:propose', input)).to.equal('not_owner');
    world.clock.advance(limits.closing.confirmMs - minute);
    await world.app.jobs.runDue();
    await world.settle();
    expect((await state(sessionId)).status).to.equal('closed');
  });

  it('an offer to somebody who leaves goes to the next at once', async () => {
    const anna = await world.hire({ pools: ['payments'] });
    const citizen = await world.citizen();
    await citizen.open('payments: не прошла оплата');
    const { offerId } = await anna.nextOffer();
    const boris = await world.hire({ pools: ['payments'] });
    await anna.ask('presence:set', { presence: 'away' });
    expect((await boris.nextOffer()).sessionId).to.equal(citizen.sessionId);
    expect(anna.payloads('offer:ended').at(-1)).to.include({ offerId, outcome: 'withdrawn' });
  });

  it('seniors of other pools see a call from the step on that asks them, not before', async () => {
    const operator = await world.hire({ pools: ['payments'] });
    const { sessionId } = await talk(operator);
    const foreign = await world.hire({ role: 'senior', pools: ['access'], isOnline: false });
    const own = await world.hire({ role: 'senior', pools: ['payments'], isOnline: false });
    await operator.ask('escalation:request', { sessionId });
    await world.settle();
    const rows = (client: StaffClient) =>
      client.payloads('session:row').filter((row) => row.sessionId === sessionId).length;
    expect([rows(own), rows(foreign)]).to.deep.equal([1, 0]);
    expect(await foreign.refusal('session:join', { sessionId })).to.equal('not_found');
    await world.advance(4 * minute);
    expect(rows(foreign)).to.be.greaterThan(0);
    const { session } = await foreign.ask('session:join', { sessionId });
    expect(session.escalation?.step).to.equal('all_pools');
  });

  it('a senior busy by their own word is asked on the reserve seat, one who is away is not', async () => {
    const operator = await world.hire({ pools: ['payments'] });
    const { sessionId } = await talk(operator);
    const busy = await world.hire({ role: 'senior', pools: ['payments'] });
    const away = await world.hire({ role: 'senior', pools: ['payments'] });
    await busy.ask('presence:set', { presence: 'busy' });
    await away.ask('presence:set', { presence: 'away' });
    await operator.ask('escalation:request', { sessionId });
    await world.advance(7 * minute - 1_000);
    expect(busy.payloads('offer:made')).to.deep.equal([]);
    await world.advance(1_000);
    expect(busy.payloads('offer:made')).to.have.length(1);
    expect(away.payloads('offer:made')).to.deep.equal([]);
  });

  it('who comes back begins a new wait at the front', async () => {
    const operator = await world.hire({ pools: ['payments'] });
    const citizen = await talk(operator);
    const { sessionId } = citizen;
    await operator.ask('closing:propose', {
      ...{ sessionId, outcome: 'solved', summary: 'Готово', lastPublicSeq: 99 },
    });
    await world.advance(10 * minute);
    await citizen.say('Не помогло');
    await world.settle();
    const { queuedAt, isFront } = await state(sessionId);
    expect({ queuedAt, isFront }).to.deep.equal({ queuedAt: world.clock.now(), isFront: true });
  });

  it('a clarifying question left unanswered goes to a person after two minutes, once, through a restart', async () => {
    const operator = await world.hire({ pools: ['general'] });
    const citizen = await world.citizen();
    await citizen.open('непонятно');
    const { sessionId } = citizen;
    await world.settle();
    expect((await state(sessionId)).clarifyCount).to.equal(1);
    await world.advance(limits.clarifying.waitMs / 2);
    await world.restart();
    await world.advance(limits.clarifying.waitMs / 2 - 1);
    expect((await state(sessionId)).status).to.equal('clarifying');
    await world.advance(1);
    expect(await state(sessionId)).to.include({ status: 'queued', isFlagged: true });
    const again = await world.signIn(operator.operatorId, operator.name);
    expect((await again.nextOffer()).sessionId).to.equal(sessionId);
    const queued = (await again.events(sessionId)).filter(({ kind }) => kind === 'session.queued');
    expect(queued).to.have.length(1);
  });

  it('an answer in words is as good as a button, and the deadline finds nothing to do', async () => {
    const citizen = await world.citizen();
    await citizen.open('непонятно');
    await world.settle();
    await citizen.say('payments: списали два раза');
    await world.settle();
    const placed = await state(citizen.sessionId);
    expect(placed).to.include({ status: 'queued', isFlagged: false });
    await world.advance(limits.clarifying.waitMs + minute);
    const events = await world.app.services.log.listEvents(
      citizen.sessionId,
      placed.headSeq,
      (await state(citizen.sessionId)).headSeq,
    );
    // Nobody is there: it overflows in time, and is queued once for all that.
    expect(events.map(({ kind }) => kind)).to.deep.equal(['session.overflowed']);
  });

  it('a returned chat at the front is named to those who wait behind it', async () => {
    const operator = await world.hire({ capacity: 1 });
    const first = await talk(operator);
    const second = await world.citizen();
    await second.open('payments: второй вопрос');
    await world.advance(1_000);
    await operator.ask('presence:set', { presence: 'away' });
    const { publicHeadSeq: lastPublicSeq } = await state(first.sessionId);
    await operator.ask('closing:propose', {
      ...{ sessionId: first.sessionId, outcome: 'solved', summary: 'готово', lastPublicSeq },
    });
    await first.ask('closing:confirm', { sessionId: first.sessionId, isSolved: false });
    await world.advance(1_000);
    const told = second.payloads('queue:changed').at(-1)?.queue;
    expect(told).to.include({ position: 2, worsenedBy: 'returned_ahead' });
  });

  it('a supervisor who takes a waiting chat is the senior who was called', async () => {
    const citizen = await world.citizen();
    await citizen.open('payments: не прошла оплата');
    await world.settle();
    const { sessionId } = citizen;
    await citizen.ask('escalation:request', { sessionId });
    const supervisor = await world.hire({ role: 'supervisor' });
    await supervisor.ask('queue:take', { sessionId });
    await world.settle();
    const taken = await state(sessionId);
    expect(taken.owner).to.include({ operatorId: supervisor.operatorId, tier: 'senior' });
    expect(taken.escalation).to.equal(undefined);
    expect(await citizen.refusal('escalation:request', { sessionId })).to.equal(
      'senior_already_here',
    );
    await world.advance(limits.escalation.windowMs);
    const steps = await world.app.services.log.listEvents(sessionId, 0, 1_000);
    expect(steps.filter(({ kind }) => kind === 'escalation.stepped')).to.deep.equal([]);
  });
});
