import { expect } from 'chai';
import { DateTime } from 'luxon';
import type { CitizenClient } from '../helpers/clients.js';
import { openAtHour } from '../helpers/pool-zone.js';
import { namedClassifier, poolId, World } from '../helpers/world.js';

const minute = 60_000;

describe('Who does not wait in the chat', function () {
  this.timeout(90_000);
  let world: World;
  beforeEach(async () => {
    world = await World.create({ classifier: namedClassifier });
    await world.changePool('payments', { hours: openAtHour(world.clock.nowMs(), 10) }, [
      'overflow',
    ]);
  });
  afterEach(async () => {
    await world.settle();
    expect(world.app.domain.routing.healed).to.equal(0);
    expect(world.log).to.deep.equal([]);
    await world.close();
  });

  describe('An appeal that is left for later', () => {
    const wait = async (citizen: CitizenClient, mode: 'live' | 'later') => {
      const { session } = await citizen.ask('wait:set', { sessionId: citizen.sessionId, mode });
      await world.settle();
      return session;
    };
    const stateOf = (citizen: CitizenClient) => world.app.services.log.getState(citizen.sessionId);
    const line = () =>
      world.app.services.board.view().pools.find((pool) => pool.poolId === poolId('payments'));

    it('lets those pass who come to the chat within four hours, and is answered with nobody there', async () => {
      const left = await world.arrive();
      expect((await left.view()).queue).to.include({ position: 1, isLong: true });
      expect((await wait(left, 'later')).queue).to.include({ isLater: true });
      left.close();
      const here = await world.arrive();
      expect((await here.view()).queue?.position).to.equal(1);
      expect(line()).to.include({ waiting: 1, later: 1 });
      await world.advance(5 * minute);
      const operator = await world.hire({ pools: ['payments'], capacity: 1 });
      expect(await operator.accept()).to.equal(here.sessionId);
      await operator.ask('closing:propose', {
        ...{ sessionId: here.sessionId, outcome: 'solved', summary: 'решено', lastPublicSeq: 99 },
      });
      expect(await operator.accept()).to.equal(left.sessionId);
      await operator.say(left.sessionId, 'Платёж зачислен, проверьте историю операций.');
      const back = await world.comeBack(left);
      const said = (await back.events()).flatMap((event) =>
        event.kind === 'message.created' ? [event.body.text] : [],
      );
      expect(said.at(-1)).to.equal('Платёж зачислен, проверьте историю операций.');
      expect((await back.view()).status).to.equal('active');
    });

    it('goes before who comes later than that', async () => {
      const left = await world.arrive();
      await wait(left, 'later');
      left.close();
      world.clock.advance(4 * 60 * minute + minute);
      await world.app.jobs.runDue();
      const late = await world.arrive();
      expect((await late.view()).queue?.position).to.equal(2);
      expect((await stateOf(left)).later).to.be.an('object');
    });

    it('can be waited for in the chat again, at the place it had', async () => {
      const [first, second] = [await world.arrive(), await world.arrive()];
      await wait(first, 'later');
      await wait(first, 'later');
      expect((await second.view()).queue?.position).to.equal(1);
      await wait(first, 'live');
      expect((await first.view()).queue?.position).to.equal(1);
      expect((await second.view()).queue?.position).to.equal(2);
      const changes = (await first.events()).filter(({ kind }) => kind === 'wait.changed');
      expect(changes).to.have.length(2);
      expect(JSON.stringify(changes)).not.to.include('ranksAt');
    });

    it('stands in its place again when a senior is called, and is not left while one is', async () => {
      const [first, second] = [await world.arrive(), await world.arrive()];
      await wait(first, 'later');
      await first.ask('escalation:request', { sessionId: first.sessionId });
      await world.settle();
      expect((await first.view()).queue).to.include({ position: 1 });
      const refusal = await first.refusal('wait:set', {
        sessionId: first.sessionId,
        mode: 'later',
      });
      expect(refusal).to.equal('escalation_open');
      await first.ask('escalation:withdraw', { sessionId: first.sessionId });
      await world.settle();
      expect((await first.view()).queue).to.include({ position: 1 });
      expect((await second.view()).queue).to.include({ position: 2 });
      expect(await second.refusal('wait:set', { sessionId: first.sessionId, mode: 'later' }))
        .to //
        .equal('not_found');
    });

    it('overnight is answered in the morning, after four hours of work at the latest', async () => {
      const now = DateTime.fromMillis(world.clock.nowMs(), { zone: 'utc' });
      const [opens, closes] = [now.plus({ hours: 2 }), now.plus({ hours: 8 })].map((at) =>
        at.startOf('hour'),
      );
      const clockOf = (at: DateTime | undefined) => at?.toFormat('HH:mm') ?? '';
      const isOverMidnight = clockOf(opens) > clockOf(closes);
      const day = isOverMidnight
        ? [
            { from: '00:00', to: clockOf(closes) },
            { from: clockOf(opens), to: '24:00' },
          ].filter(({ from, to }) => from < to)
        : [{ from: clockOf(opens), to: clockOf(closes) === '00:00' ? '24:00' : clockOf(closes) }];
      await world.changePool('payments', {
        hours: {
          timeZone: 'UTC',
          week: Array.from({ length: 7 }, () => day),
          followsCalendar: false,
        },
      });
      const citizen = await world.arrive();
      expect((await citizen.view()).queue?.opensAt).to.be.a('string');
      await wait(citizen, 'later');
      expect((await stateOf(citizen)).rankAt).to.equal((opens?.toMillis() ?? 0) + 4 * 60 * minute);
    });

    it('is what becomes of a chat whose citizen stays away for half an hour', async () => {
      const citizen = await world.arrive();
      citizen.close();
      await world.advance(30 * minute);
      expect(await stateOf(citizen)).to.include({ status: 'queued' });
      const events = await world.app.domain.stores.log.listEvents(citizen.sessionId, 0, 100);
      expect(events.at(-1)?.plain).to.deep.include({ mode: 'later', by: 'system' });
      const operator = await world.hire({ pools: ['payments'] });
      expect(await operator.accept()).to.equal(citizen.sessionId);
    });
  });

  describe('A mass arrival', () => {
    it('is answered by the bot, then by the queue, then by a call or later: never by an error', async () => {
      const operator = await world.hire({ pools: ['payments'], capacity: 2 });
      const citizens = await Promise.all(Array.from({ length: 60 }, () => world.citizen()));
      await Promise.all(citizens.map((citizen) => citizen.open('payments: не прошла оплата')));
      await world.settle();
      const textsOf = async (citizen: CitizenClient) =>
        (await citizen.events()).flatMap((event) =>
          event.kind === 'message.created' && event.body.author === 'bot'
            ? [event.body.textKey]
            : [],
        );
      const texts = (await Promise.all(citizens.map(textsOf))).flat();
      expect(texts).to.have.length(60);
      expect(new Set(texts)).to.deep.equal(new Set(['queued', 'queued_long']));
      const views = await Promise.all(citizens.map((citizen) => citizen.view()));
      for (const { queue } of views)
        expect(queue?.isLong ?? false).to.equal((queue?.position ?? 0) > 10);

      // Everybody behind the tenth wants a call at the first time that is free for them.
      const crowd = citizens.filter((_, index) => views[index]?.queue?.isLong === true);
      let refused = 0;
      for (const citizen of crowd) {
        const { sessionId } = citizen;
        const { slots } = await citizen.ask('callback:slots', { sessionId });
        const request = { sessionId, clientCallbackId: `${sessionId}-call`, phone: '+79161234567' };
        if (slots[0] === undefined) {
          await citizen.ask('wait:set', { sessionId, mode: 'later' });
          refused += 1;
        } else await citizen.ask('callback:book', { ...request, callAt: slots[0] });
      }
      await world.settle();
      expect(crowd.length).to.equal(50);
      expect(refused, 'three days have room for all of them').to.equal(0);
      const line = world.app.services.board
        .view()
        .pools.find((pool) => pool.poolId === poolId('payments'));
      expect(line).to.include({ callbacks: 50, waiting: 10 });
      expect(operator.payloads('offer:made').length).to.be.at.least(1);
    });
  });
});
