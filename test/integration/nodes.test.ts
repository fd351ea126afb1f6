import { expect } from 'chai';
import request from 'supertest';
import { limits } from '../../shared/limits.js';
import { Refused, type CitizenClient, type StaffClient } from '../helpers/clients.js';
import { Neighbours } from '../helpers/neighbours.js';
import { World, namedClassifier } from '../helpers/world.js';

describe('Several server processes', function () {
  this.timeout(60_000);
  let both: Neighbours;
  let here: World;
  let there: World;

  beforeEach(async () => {
    both = await Neighbours.start();
    ({ here, there } = both);
  });
  afterEach(() => both.close());

  const advance = (ms: number) => both.advance(ms);
  const settle = () => both.settle();
  const poll = () => both.poll();
  const stateOn = (world: World, sessionId: string) => world.app.services.log.getState(sessionId);
  const hireThere = async (pools?: string[]): Promise<StaffClient> => {
    const operator = await there.hire(pools ? { pools } : {});
    await here.app.domain.reload();
    return operator;
  };
  const talk = async (pools?: string[]) => {
    const operator = await hireThere(pools);
    const citizen = await here.citizen();
    await citizen.open('payments: не прошла оплата');
    const sessionId = await operator.accept();
    return { operator, citizen, sessionId };
  };

  it('ask for no session by itself to tell the heads of those on screens', async () => {
    const citizens: CitizenClient[] = [];
    for (let count = 0; count < 6; count += 1) {
      const citizen = await here.citizen();
      await citizen.open('payments: не прошла оплата');
      citizens.push(citizen);
    }
    await settle();
    const reads: unknown[] = [];
    here.connection.getClient().on('commandStarted', ({ commandName, command }) => {
      if (commandName !== 'find' || command['find'] !== 'sessionEvents') return;
      const { sessionId } = command['filter'] as { sessionId?: unknown };
      if (typeof sessionId === 'string') reads.push(command['filter']);
    });
    await advance(limits.transport.beaconMs);
    for (const citizen of citizens) {
      const [head] = citizen.payloads('session:head').at(-1) ?? [];
      expect(head?.sessionId).to.equal(citizen.sessionId);
    }
    expect(reads).to.deep.equal([]);
  });

  it('bring a chat of one to an operator of another, and every word both ways', async () => {
    const { operator, citizen, sessionId } = await talk();
    await citizen.until(() =>
      citizen.payloads('session:event').find(({ event }) => event.kind === 'operator.joined'),
    );
    await operator.say(sessionId, 'Проверяю оплату.');
    await citizen.until(() =>
      citizen
        .payloads('session:event')
        .find(({ event }) => event.kind === 'message.created' && event.body.author === 'operator'),
    );
    await citizen.say('Спасибо, жду.');
    await operator.until(() =>
      operator
        .payloads('session:event')
        .find(({ event }) => event.kind === 'message.created' && event.body.author === 'citizen'),
    );
    await settle();
    const [mine, theirs] = [await citizen.events(), await operator.events(sessionId)];
    const publicOnes = theirs.filter(({ audience }) => audience === 'all');
    expect(mine.map(({ eventId }) => eventId)).to.deep.equal(
      publicOnes.map(({ eventId }) => eventId),
    );
    const [near, far] = [await stateOn(here, sessionId), await stateOn(there, sessionId)];
    expect([near.headSeq, near.owner, near.status]).to.deep.equal([
      far.headSeq,
      far.owner,
      far.status,
    ]);
  });

  it('show who is typing and what has been read, without a name on the way', async () => {
    const { operator, citizen, sessionId } = await talk();
    await operator.ask('typing:set', { sessionId, isTyping: true, audience: 'all' });
    const typing = await citizen.until(() => citizen.payloads('typing:changed')[0]);
    expect(typing).to.deep.equal({ sessionId, isTyping: true, name: operator.name });
    await operator.ask('receipt:set', { sessionId, read: 1, delivered: 1 });
    const told = await citizen.until(() => citizen.payloads('session:receipts')[0]);
    expect(told.receipts.staff.read).to.equal(1);
  });

  it('let one of many takers win, whichever process they are on', async () => {
    const citizen = await here.citizen();
    await citizen.open('payments: не прошла оплата');
    const { sessionId } = citizen;
    const takers: StaffClient[] = [];
    for (let count = 0; count < 6; count += 1) {
      takers.push(await here.hire({ isOnline: false }), await there.hire({ isOnline: false }));
    }
    await here.app.domain.reload();
    const outcomes = await Promise.allSettled(
      takers.map((taker) => taker.ask('queue:take', { sessionId })),
    );
    const winners = takers.filter((_, index) => outcomes[index]?.status === 'fulfilled');
    expect(winners).to.have.length(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'fulfilled') continue;
      expect(outcome.reason).to.be.instanceOf(Refused);
      const { code, details } = outcome.reason as Refused;
      expect({ code, details }).to.deep.equal({
        code: 'already_taken',
        details: { byName: winners[0]?.name },
      });
    }
    await poll();
    for (const world of [here, there]) {
      const loads = world.app.services.board.listOperators().map(({ load }) => load);
      expect(loads.reduce((sum, load) => sum + load, 0)).to.equal(1);
    }
  });

  it('tell a taker by whom a chat was taken that their process knew only before it waited', async () => {
    const citizen = await here.citizen();
    await citizen.open('не знаю, куда писать');
    await settle();
    const { sessionId } = citizen;
    const fast = await here.hire({ isOnline: false });
    const late = await there.hire({ isOnline: false });
    await here.app.domain.reload();
    expect(await stateOn(there, sessionId)).to.include({ status: 'clarifying' });
    // No hint comes, and no second passes: the other process knows what it knew.
    both.redis.freeze();
    await citizen.ask('operator:call', { sessionId });
    await fast.ask('queue:take', { sessionId });
    expect(await late.refusal('queue:take', { sessionId })).to.equal('already_taken');
  });

  it('run an offer out once, and an escalation step by step once', async () => {
    const operator = await hireThere();
    const citizen = await here.citizen();
    await citizen.open('payments: не прошла оплата');
    await operator.nextOffer();
    await advance(limits.offer.operatorMs + limits.offer.graceMs);
    const { sessionId } = citizen;
    const stored = await here.app.domain.stores.log.listEvents(sessionId, 0, 1_000);
    const expired = stored.filter(
      ({ kind, plain }) =>
        kind === 'offer.ended' && (plain as { outcome: string }).outcome === 'expired',
    );
    expect(expired).to.have.length(1);
    await citizen.ask('escalation:request', { sessionId });
    await advance(limits.escalation.windowMs);
    const after = await here.app.domain.stores.log.listEvents(sessionId, 0, 1_000);
    const steps = after.filter(({ kind }) => kind === 'escalation.stepped');
    expect(steps.map(({ plain }) => (plain as { step: string }).step)).to.deep.equal([
      ...new Set(steps.map(({ plain }) => (plain as { step: string }).step)),
    ]);
    expect(steps.length).to.be.greaterThan(0);
  });

  it('keep a waiting citizen online who is connected elsewhere', async () => {
    const citizen = await here.citizen();
    await citizen.open('payments: не прошла оплата');
    await poll();
    const { citizenId } = await stateOn(here, citizen.sessionId);
    expect(there.app.services.citizens.isOnline(citizenId)).to.equal(true);
    citizen.close();
    await here.settle();
    await poll();
    expect(there.app.services.citizens.isOnline(citizenId)).to.equal(false);
  });

  it('go on without Redis: what hints do not tell is read a second later', async () => {
    const { operator, citizen, sessionId } = await talk();
    await here.settle();
    both.redis.freeze();
    const isDown = (world: World) => world.app.link.state === 'down';
    while (!isDown(here) || !isDown(there)) await new Promise((resolve) => setImmediate(resolve));
    await citizen.say('Слышите меня?');
    await poll();
    await operator.until(() =>
      operator
        .payloads('session:event')
        .find(({ event }) => event.kind === 'message.created' && event.body.author === 'citizen'),
    );
    const other = await here.citizen();
    await other.open('payments: второй вопрос');
    await poll();
    await operator.until(() =>
      operator.payloads('offer:made').find((offer) => offer.sessionId === other.sessionId),
    );
    const readyz = await request(here.app.http).get('/readyz').expect(200);
    expect(readyz.body).to.deep.equal({ status: 'ready', redis: 'down' });
    const supervisor = await here.hire({ role: 'supervisor' });
    expect(await supervisor.ask('board:watch', {})).to.include({ isRedisDown: true });
    both.redis.thaw();
    while (isDown(here) || isDown(there)) await new Promise((resolve) => setImmediate(resolve));
    expect(await supervisor.ask('board:watch', {})).not.to.have.property('isRedisDown');
    await operator.say(sessionId, 'Да, слышу.');
    await citizen.until(() =>
      citizen
        .payloads('session:event')
        .find(({ event }) => event.kind === 'message.created' && event.body.author === 'operator'),
    );
  });

  it('come back to each other after a Redis that died, and none of them dies of it', async () => {
    const { operator, citizen, sessionId } = await talk();
    await settle();
    await both.redis.stop();
    while (here.app.link.state !== 'down') await new Promise((resolve) => setImmediate(resolve));
    await citizen.say('Ещё здесь?');
    await poll();
    const heard = operator.payloads('session:event').map(({ event }) => event.kind);
    expect(heard.at(-1)).to.equal('message.created');
    await both.renewRedis();
    const isReady = (world: World) => world.app.link.state === 'ready';
    while (!isReady(here) || !isReady(there)) await new Promise((resolve) => setImmediate(resolve));
    await operator.say(sessionId, 'Здесь.');
    await poll();
    expect((await citizen.events()).at(-1)?.kind).to.equal('message.created');
  });

  it('keep a right that was taken away on another process for a second at most', async () => {
    const { operator, sessionId } = await talk(['payments']);
    const first = await here.hire({ pools: ['signature'] });
    await settle();
    both.redis.freeze();
    const requestType = 'e_signature';
    await operator.ask('transfer:request', { sessionId, requestType, note: 'Это к подписи.' });
    await poll();
    await first.accept();
    const second = await here.hire({ pools: ['signature'] });
    const { operatorId } = second;
    await first.ask('transfer:request', { sessionId, operatorId, note: 'Нужен старший коллега.' });
    await here.settle();
    await second.accept();
    // Its process does not know yet: it answers what it has checked the right on, and nothing that came after.
    const { events, head } = await operator.ask('session:sync', { sessionId, after: 0 });
    expect(events.at(-1)?.seq).to.equal(head);
    expect((await stateOn(here, sessionId)).headSeq).to.be.greaterThan(head);
    await poll();
    const before = operator.payloads('session:event').length;
    await second.say(sessionId, 'Дальше с вами я.');
    await poll();
    expect(operator.payloads('session:event')).to.have.length(before);
    expect(await operator.refusal('session:join', { sessionId })).to.equal('not_found');
  });
});

describe('A server process whose Redis was never there', () => {
  it('serves, says so, and ends in good order', async () => {
    const world = await World.create({
      ...{ classifier: namedClassifier, redisUrl: 'redis://127.0.0.1:9' },
    });
    const operator = await world.hire();
    const citizen = await world.citizen();
    await citizen.open('payments: не прошла оплата');
    const sessionId = await operator.accept();
    await operator.say(sessionId, 'Здравствуйте');
    await world.settle();
    expect((await citizen.events()).at(-1)?.kind).to.equal('message.created');
    expect(world.app.link.state).to.equal('down');
    await world.close();
  });
});
