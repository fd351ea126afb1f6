import { expect } from 'chai';
import type { CitizenClient, StaffClient } from '../helpers/clients.js';
import { World, namedClassifier } from '../helpers/world.js';

const minute = 60_000;

describe('The escalation window of ten minutes', function () {
  this.timeout(60_000);
  let world: World;
  let operator: StaffClient;
  let citizen: CitizenClient;
  let sessionId: string;

  beforeEach(async () => {
    world = await World.create({ classifier: namedClassifier });
    operator = await world.hire({ pools: ['payments'] });
    citizen = await world.citizen();
    await citizen.open('payments: деньги списали дважды');
    sessionId = await operator.accept();
  });
  afterEach(() => world.close());

  const stepOf = async () => (await world.app.services.log.getState(sessionId)).escalation?.step;
  const made = (client: StaffClient) =>
    client.payloads('offer:made').filter((offer) => offer.purpose === 'escalation').length;

  it('opens once, with one countdown for everybody, and says so again when it is asked for again', async () => {
    const { session } = await citizen.ask('escalation:request', { sessionId });
    const openedMs = new Date(session.escalation?.openedAt ?? 0).getTime();
    expect(new Date(session.escalation?.deadlineAt ?? 0).getTime() - openedMs).to.equal(
      10 * minute,
    );
    await world.advance(minute);
    const again = await citizen.ask('escalation:request', { sessionId });
    expect(again.session.escalation).to.deep.equal(session.escalation);
    const byOperator = await operator.ask('escalation:request', { sessionId });
    expect(byOperator.session.escalation?.escalationId).to.equal(session.escalation?.escalationId);
  });

  it('is offered to seniors of the pool at 0 %, of every pool at 40 %, to busy ones at 70 %, never early', async () => {
    const own = await world.hire({ role: 'senior', pools: ['payments'] });
    const other = await world.hire({ role: 'senior', pools: ['profile'] });
    const busy = await world.hire({
      role: 'senior',
      pools: ['benefits', 'social'].filter((c) => c === 'social'),
      capacity: 1,
    });
    const filler = await world.citizen();
    await filler.open('benefits: пособие');
    await busy.accept();

    await citizen.ask('escalation:request', { sessionId });
    const first = await own.nextOffer();
    expect(new Date(first.expiresAt).getTime() - world.clock.nowMs()).to.be.at.most(15_000);
    await own.ask('offer:decline', { sessionId, offerId: first.offerId, reason: 'conflict' });
    await world.advance(4 * minute - 1_000);
    expect(made(other)).to.equal(0);
    expect(await stepOf()).to.equal('same_pool');
    await world.advance(1_000);
    expect(await stepOf()).to.equal('all_pools');
    expect(made(own) + made(other)).to.be.greaterThan(1);
    await world.advance(2 * minute);
    expect(made(other)).to.equal(1);
    expect(made(busy)).to.equal(0);
    await world.advance(minute - 1_000);
    expect(await stepOf()).to.equal('all_pools');
    await world.advance(1_000);
    expect(await stepOf()).to.equal('reserve');
    await world.advance(minute);
    expect(made(busy)).to.equal(1);
    const steps = (await operator.events(sessionId)).filter(
      ({ kind }) => kind === 'escalation.stepped',
    );
    expect(steps).to.have.length(2);
  });

  it('ends with the duty supervisor by force at 100 %, once, at the moment and not before', async () => {
    const supervisor = await world.hire({ role: 'supervisor' });
    await citizen.ask('escalation:request', { sessionId });
    await world.advance(10 * minute - 1_000);
    expect((await citizen.view()).operator?.name).to.equal(operator.name);
    await world.advance(1_000);
    const view = await citizen.view();
    expect(view.operator).to.include({ name: supervisor.name, tier: 'senior' });
    expect(view.escalation).to.equal(undefined);
    const events = await operator.events(sessionId);
    const joins = events.filter(
      (event) => event.kind === 'operator.joined' && event.body.how === 'forced',
    );
    expect(joins).to.have.length(1);
    const seats = await world.app.domain.stores.seats.listSeats();
    expect(
      seats.filter((seat) => seat.kind === 'forced' && seat.sessionId === sessionId),
    ).to.have.length(1);
    await world.advance(2 * minute);
    expect(
      (await operator.events(sessionId)).filter(({ kind }) => kind === 'operator.joined'),
    ).to.have.length(2);
  });

  it('promises a callback with nobody on shift, and the appeal becomes urgent', async () => {
    await citizen.ask('escalation:request', { sessionId });
    await world.advance(10 * minute);
    const events = await citizen.events();
    const ended = events.find((event) => event.kind === 'escalation.ended');
    expect(ended?.body).to.include({ outcome: 'callback' });
    await world.settle();
    const state = await world.app.services.log.getState(sessionId);
    expect(state).to.include({ priority: 'urgent', status: 'active' });
  });

  it('is kept through a restart in the middle, and settled at once where it passed meanwhile', async () => {
    await citizen.ask('escalation:request', { sessionId });
    await world.advance(minute);
    await world.restart();
    expect(await stepOf()).to.equal('same_pool');
    await world.advance(3 * minute - 1_000);
    expect(await stepOf()).to.equal('same_pool');
    await world.advance(1_000);
    expect(await stepOf()).to.equal('all_pools');
    world.clock.advance(7 * minute);
    await world.restart();
    await world.app.jobs.runDue();
    await world.settle();
    const state = await world.app.services.log.getState(sessionId);
    expect(state.escalation).to.equal(undefined);
    expect(state.callback?.callAt).to.be.instanceOf(Date);
  });

  it('hands over to the senior who accepts: the operator keeps a way to say what was tried', async () => {
    const senior = await world.hire({ role: 'senior', pools: ['payments'] });
    await citizen.ask('escalation:request', { sessionId });
    expect(
      await operator.refusal('closing:propose', {
        sessionId,
        outcome: 'solved',
        summary: 'x',
        lastPublicSeq: 99,
      }),
    ).to.equal('escalation_open');
    expect(
      await operator.refusal('transfer:request', { sessionId, requestType: 'profile', note: 'x' }),
    ).to.equal('escalation_open');
    await senior.accept();
    const view = await citizen.view();
    expect(view.operator).to.include({ name: senior.name, tier: 'senior' });
    expect(
      await operator.refusal('message:send', {
        sessionId,
        clientMessageId: 'after-handover',
        text: 'я',
        audience: 'all',
        attachmentIds: [],
      }),
    ).to.equal('not_owner');
    await operator.ask('escalation:hand-over', { sessionId, summary: 'Искали платёж, не нашли' });
    const handed = (await senior.events(sessionId)).find(
      ({ kind }) => kind === 'escalation.handed_over',
    );
    expect(handed?.body).to.include({ summary: 'Искали платёж, не нашли' });
    expect(await citizen.refusal('escalation:request', { sessionId })).to.equal(
      'senior_already_here',
    );
    await world.settle();
    expect(world.app.domain.staff.find(operator.operatorId)).to.not.equal(null);
    const taken = await world.app.domain.stores.seats.listSeats();
    expect(
      taken.filter((seat) => seat.operatorId === operator.operatorId && seat.offerId),
    ).to.have.length(0);
  });

  it('is called by the command or a bare phrase, asked about inside a longer message, withdrawn by the citizen', async () => {
    await citizen.say('не зовите старшего, я подожду');
    await world.settle();
    expect(await stepOf()).to.equal(undefined);
    const asked = (await citizen.events()).find(
      (event) => event.kind === 'message.created' && event.body.textKey === 'escalation_ask',
    );
    expect(asked?.body).to.deep.include({ choices: [{ kind: 'escalate' }] });
    for (const words of ['/старший', 'Позовите старшего!', '/senior']) {
      await citizen.say(words);
      await world.settle();
      expect(await stepOf(), words).to.equal('same_pool');
      await citizen.ask('escalation:withdraw', { sessionId });
      expect(await stepOf()).to.equal(undefined);
    }
    await world.advance(11 * minute);
    expect(
      (await citizen.events()).filter(({ kind }) => kind === 'escalation.stepped'),
    ).to.have.length(0);
  });

  it('runs on when the operator vanishes: the chat is queued, and a senior’s accept ends both', async () => {
    operator.answersPings = false;
    await citizen.ask('escalation:request', { sessionId });
    operator.close();
    await world.advance(90_000);
    const queued = await world.app.services.log.getState(sessionId);
    expect(queued).to.include({ status: 'queued', isFront: true });
    expect(queued.escalation?.step).to.equal('same_pool');
    const helper = await world.hire({ pools: ['payments'] });
    await helper.nextOffer();
    const senior = await world.hire({ role: 'senior', pools: ['payments'] });
    await senior.accept();
    await world.settle();
    const ended = helper.payloads('offer:ended').at(-1);
    expect(ended).to.include({ outcome: 'withdrawn', byName: senior.name });
    expect((await world.app.services.log.getState(sessionId)).offers).to.deep.equal([]);
  });
});
