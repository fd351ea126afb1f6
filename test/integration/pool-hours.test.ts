import { expect } from 'chai';
import { DateTime } from 'luxon';
import type { OpeningHours } from '../../shared/schemas/pool-settings.js';
import type { StaffClient } from '../helpers/clients.js';
import { namedClassifier, poolId, World } from '../helpers/world.js';

const minute = 60_000;

describe('Opening hours of a pool', function () {
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

  /** Every day from a moment of the world's clock until another; both full minutes. */
  const between = (fromMs: number, toMs: number): OpeningHours => {
    const written = (ms: number) => DateTime.fromMillis(ms, { zone: 'utc' }).toFormat('HH:mm');
    const [from, to] = [written(fromMs), written(toMs)];
    const day =
      from < to
        ? [{ from, to }]
        : [
            { from: '00:00', to },
            { from, to: '24:00' },
          ];
    return { timeZone: 'UTC', week: Array.from({ length: 7 }, () => day), followsCalendar: false };
  };
  const nextMinute = (inMs: number): number =>
    Math.ceil((world.clock.nowMs() + inMs) / minute) * minute;
  const closedUntil = async (code: string, opensMs: number) =>
    world.changePool(code, { hours: between(opensMs, opensMs + 60 * minute) }, ['overflow']);

  it('keep a chat until they begin, tell the citizen when, and offer it in that minute', async () => {
    const opensMs = nextMinute(4 * minute);
    await closedUntil('payments', opensMs);
    const operator = await world.hire({ pools: ['payments'] });
    const citizen = await arrive();
    const { queue } = await citizen.view();
    expect(queue).to.include({ isUnattended: true, opensAt: new Date(opensMs).toISOString() });
    const said = (await citizen.events()).flatMap((event) =>
      event.kind === 'message.created' ? [event.body.textKey] : [],
    );
    expect(said).to.include('queued_closed');
    const lineOf = () =>
      world.app.services.board.view().pools.find((pool) => pool.poolId === poolId('payments'));
    expect(lineOf()).to.include({ isClosed: true, waiting: 1 });
    await world.advance(opensMs - world.clock.nowMs() - 1);
    expect(offered(operator)).to.deep.equal([]);
    await world.advance(1_000);
    expect(await operator.accept()).to.equal(citizen.sessionId);
    const told = citizen.payloads('queue:changed').at(-1)?.queue;
    expect(told?.opensAt).to.equal(undefined);
    expect(lineOf()).to.not.have.property('isClosed');
  });

  it('end the offers, not the talks, nor what somebody takes by hand', async () => {
    const closesMs = nextMinute(2 * minute);
    const hours = between(closesMs - 60 * minute, closesMs);
    await world.changePool('payments', { hours }, ['overflow']);
    const operator = await world.hire({ pools: ['payments'] });
    const early = await arrive();
    expect(await operator.accept()).to.equal(early.sessionId);
    await world.advance(closesMs - world.clock.nowMs());
    const late = await arrive();
    await world.advance(minute);
    expect(offered(operator)).to.deep.equal([early.sessionId]);
    expect((await early.view()).operator?.name).to.equal(operator.name);
    await operator.ask('queue:take', { sessionId: late.sessionId });
    expect((await late.view()).operator?.name).to.equal(operator.name);
  });

  it('send who waits to the pool that is open when their own closes', async () => {
    const closesMs = nextMinute(minute);
    await world.changePool('payments', { hours: between(closesMs - 60 * minute, closesMs) });
    const general = await world.hire({ pools: ['general'] });
    const citizen = await arrive();
    expect(offered(general)).to.deep.equal([]);
    await world.advance(closesMs - world.clock.nowMs() + 1_000);
    expect(await general.accept()).to.equal(citizen.sessionId);
    const state = await world.app.services.log.getState(citizen.sessionId);
    expect(state.poolId).to.equal(poolId('payments'));
    // Who comes when it is closed already goes there at once.
    const next = await arrive();
    expect((await next.view()).queue?.opensAt).to.equal(undefined);
    expect(await general.accept()).to.equal(next.sessionId);
  });

  it('are told to who wants to transfer into a closed pool; a person there may be asked by name', async () => {
    await closedUntil('social', nextMinute(30 * minute));
    const sender = await world.hire({ pools: ['payments'] });
    const there = await world.hire({ pools: ['social'] });
    const { sessionId } = await arrive();
    await sender.accept();
    const request = { sessionId, note: 'это про пособия' };
    for (const target of [{ poolId: poolId('social') }, { requestType: 'benefits' as const }])
      expect(await sender.refusal('transfer:request', { ...request, ...target })).to.equal(
        'transfer_closed',
      );
    await sender.ask('transfer:request', { ...request, operatorId: there.operatorId });
    expect((await there.nextOffer()).sessionId).to.equal(sessionId);
  });

  it('take effect when an administrator changes them', async () => {
    await closedUntil('payments', nextMinute(30 * minute));
    const operator = await world.hire({ pools: ['payments'] });
    const citizen = await arrive();
    expect(offered(operator)).to.deep.equal([]);
    await closedUntil('payments', nextMinute(-minute));
    await world.advance(1_000);
    expect(await operator.accept()).to.equal(citizen.sessionId);
  });

  it('are among the reasons an offer was not made', async () => {
    await closedUntil('payments', nextMinute(30 * minute));
    await world.changePool('payments', {
      overflow: { poolId: poolId('general'), afterMs: 3 * minute, afterOffers: 3 },
    });
    await world.hire({ pools: ['payments'] });
    const general = await world.hire({ pools: ['general'] });
    const citizen = await arrive();
    await general.accept();
    const [decision] = await world.app.services.decisions.listDecisions(
      { kind: 'system' },
      citizen.sessionId,
    );
    expect(decision?.facts.people.map((person) => 'isOffHours' in person)).to.have.members([
      true,
      false,
    ]);
  });
});
