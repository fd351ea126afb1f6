import { expect } from 'chai';
import { rebuildProjections } from '../../server/cli/rebuild-projections.js';
import { limits } from '../../shared/limits.js';
import type { StatisticsView } from '../../shared/views/statistics.js';
import type { CitizenClient, StaffClient } from '../helpers/clients.js';
import { Neighbours } from '../helpers/neighbours.js';
import { namedClassifier, poolId, World } from '../helpers/world.js';

const second = 1_000;
const minute = 60 * second;
const dayMs = 24 * 60 * minute;
/** A promise short enough to be waited for often. */
const windowMs = 100 * second;

describe('Fairness, waits and promises', function () {
  this.timeout(60_000);
  let world: World;
  let startedAt: Date;
  beforeEach(async () => {
    world = await World.create({ classifier: namedClassifier });
    startedAt = world.clock.now();
  });
  afterEach(() => world.close());

  /** The day of the test and its neighbours: a test may run over midnight. */
  const viewOn = async (where: World, pool?: string): Promise<StatisticsView> => {
    await where.settle();
    const dayAt = (ms: number) => new Date(startedAt.getTime() + ms).toISOString().slice(0, 10);
    return where.app.domain.statistics.service.view({
      ...{ from: dayAt(-dayMs), to: dayAt(2 * dayMs) },
      ...(pool === undefined ? {} : { poolId: poolId(pool) }),
    });
  };
  const view = (pool?: string) => viewOn(world, pool);
  const figuresOf = async (pool = 'payments') => {
    const found = (await view()).pools.find((each) => each.poolId === poolId(pool));
    if (!found) throw new Error('No such pool.');
    return found;
  };
  const operatorIn = async ({ operatorId }: StaffClient) =>
    (await view()).operators.find((each) => each.operatorId === operatorId);
  const arrive = async (words = 'payments: не прошла оплата'): Promise<CitizenClient> => {
    const citizen = await world.citizen();
    await citizen.open(words);
    return citizen;
  };
  /** Served after exactly so long. */
  const serve = async (operator: StaffClient, waitMs: number): Promise<CitizenClient> => {
    const citizen = await arrive();
    await operator.nextOffer();
    await world.advance(waitMs);
    await operator.accept();
    await citizen.ask('session:close', { sessionId: citizen.sessionId });
    await world.settle();
    return citizen;
  };
  const finish = async (operator: StaffClient, sessionId: string): Promise<void> => {
    await world.settle();
    await operator.ask('closing:propose', {
      ...{ sessionId, outcome: 'solved', summary: 'Готово', lastPublicSeq: 999 },
    });
    await world.settle();
  };
  const everything = async () => ({ ...(await view()), serverNow: '' });

  it('tells the half and nine of ten of the real waits, none before the twentieth, and keeps what came of it', async () => {
    const operator = await world.hire({ pools: ['payments'], capacity: 12 });
    for (let count = 1; count < 20; count += 1) await serve(operator, count * second);
    const nobodyKnows = await arrive();
    await world.settle();
    expect((await nobodyKnows.view()).queue).to.deep.equal({
      ...{ position: 1, isUnattended: false, hasCallbacks: true },
    });
    await world.advance(20 * second);
    await operator.accept();
    await world.settle();

    const told = await arrive();
    await world.settle();
    const { queue } = await told.view();
    expect(queue?.waitMs).to.deep.equal({ p50: 11 * second, p90: 19 * second });
    const { sessionId } = told;
    const { foreseen } = await world.app.services.log.getState(sessionId);
    expect(foreseen).to.deep.equal({
      ...{ position: 1, isUnattended: false },
      waitMs: { p10: 2 * second, p50: 11 * second, p90: 19 * second },
    });
    expect(told.wire.lines.join()).not.to.include('foreseen');
    // The next one stands behind, and so does their interval.
    await world.advance(second);
    const behind = await arrive();
    await world.settle();
    expect((await behind.view()).queue?.waitMs).to.deep.equal({ p50: 22_000, p90: 38_000 });
    await world.advance(18 * second);
    await operator.accept();
    await operator.accept();

    const { waits, calibration, hours, days } = await figuresOf();
    expect(waits).to.deep.equal({
      ...{ served: 22, left: 0, p50Ms: 11 * second, p90Ms: 19 * second, longestMs: 20 * second },
    });
    expect(calibration).to.deep.equal({
      ...{ known: 2, inside: 2, sooner: 0, later: 0, withinHalf: 1, unknown: 0 },
    });
    expect(hours.reduce((sum, { served }) => sum + served, 0)).to.equal(22);
    expect(days.reduce((sum, day) => sum + day.waits.served, 0)).to.equal(22);

    // The same after a restart, and from the log alone.
    const before = await everything();
    const next = await arrive();
    await world.settle();
    const shown = (await next.view()).queue?.waitMs;
    await world.restart();
    expect((await (await world.comeBack(next)).view()).queue?.waitMs).to.deep.equal(shown);
    expect({ ...(await everything()), operators: [] }).to.deep.equal({ ...before, operators: [] });
    await world.connection.collection('routingFacts').deleteMany({ kind: { $ne: 'healed' } });
    expect((await view()).total.waits.served).to.equal(0);
    const report = await rebuildProjections(world.app.domain, { isDryRun: false });
    expect(report).to.deep.include({ facts: 44, differing: [] });
    expect({ ...(await everything()), operators: [] }).to.deep.equal({ ...before, operators: [] });
  });

  it('learns nothing from a wait that began with nobody on shift, and invents no minutes for it', async () => {
    const first = await arrive();
    await world.settle();
    expect((await world.app.services.log.getState(first.sessionId)).foreseen).to.deep.equal({
      ...{ position: 1, isUnattended: true },
    });
    await world.advance(minute);
    const operator = await world.hire({ pools: ['payments'] });
    await operator.accept();
    await first.ask('session:close', { sessionId: first.sessionId });
    const another = await arrive();
    await world.advance(10 * second);
    await another.ask('session:close', { sessionId: another.sessionId });
    const { waits } = await figuresOf();
    expect(waits).to.deep.include({ served: 1, left: 1, longestMs: minute });
  });

  it('counts the time somebody could have been offered a chat, through a restart, and what was offered', async () => {
    const operator = await world.hire({ pools: ['payments'], capacity: 1 });
    await world.advance(8 * minute);
    await arrive();
    const { sessionId, offerId } = await operator.nextOffer();
    // The seat of an offer is taken: nothing else could be offered meanwhile.
    await world.advance(20 * second);
    await operator.ask('offer:decline', { sessionId, offerId, reason: 'break' });
    await world.advance(30 * second);
    await operator.accept();
    await world.advance(20 * second);
    await finish(operator, sessionId);
    await world.advance(minute);
    await world.restart();
    const again = await world.signIn(operator.operatorId, operator.name);
    await world.advance(30 * second);
    await arrive('payments: ещё вопрос');
    await world.advance(limits.offer.operatorMs + limits.offer.graceMs);
    await again.ask('presence:set', { presence: 'away' });
    await world.advance(20 * second);
    const figures = await operatorIn(operator);
    // Offered once more as soon as it was missed: nobody else was there.
    expect(figures).to.deep.include({ offered: 4, accepted: 1, declined: 1, missed: 1 });
    // 8 min, 30 s of rest after declining, 1 min, 30 s.
    expect(figures?.availableMs).to.equal(10 * minute);
    expect(figures?.perHour).to.be.closeTo(24, 1e-9);
    expect((await figuresOf()).spread).to.deep.include({ people: 1, gini: 0 });
  });

  it('keeps each promise with the step it was kept in, and how a broken one was answered', async () => {
    await world.app.domain.pools.setEscalationWindow(windowMs, windowMs);
    const operator = await world.hire({ pools: ['payments'], capacity: 12 });
    const talk = async () => {
      const citizen = await arrive();
      await operator.accept();
      await citizen.ask('escalation:request', { sessionId: citizen.sessionId });
      await world.settle();
      return citizen;
    };
    const senior = await world.hire({ role: 'senior', pools: ['payments'], isOnline: false });
    const other = await world.hire({ role: 'senior', pools: ['social'], isOnline: false });
    const choose = (client: StaffClient, presence: 'online' | 'busy' | 'away') =>
      client.ask('presence:set', { presence });

    await choose(senior, 'online');
    await talk();
    await world.advance(5 * second);
    await senior.accept();
    await choose(senior, 'away');

    await talk();
    await choose(other, 'online');
    await world.advance(40 * second);
    await other.accept();
    await choose(other, 'busy');

    await talk();
    await world.advance(70 * second);
    await other.accept();
    await choose(other, 'away');

    const withdrawn = await talk();
    await withdrawn.ask('escalation:withdraw', { sessionId: withdrawn.sessionId });
    await talk();
    await world.advance(windowMs);
    await world.settle();
    await world.hire({ role: 'supervisor' });
    await talk();
    await world.advance(windowMs);

    const { promises } = await figuresOf();
    expect(promises).to.deep.equal({
      keptIn: { same_pool: 1, all_pools: 1, reserve: 1, breach: 0 },
      ...{ late: 0, forced: 1, callback: 1, withdrawn: 1 },
      ...{ p50Ms: 40 * second, p90Ms: 70 * second, latestActMs: 0 },
    });
    expect((await view('social')).total.promises).to.deep.include({ forced: 0 });
  });

  it('measures how far anybody was overtaken, within the bound', async () => {
    const first = await arrive();
    await world.advance(5 * minute);
    const later = await arrive();
    await later.ask('escalation:request', { sessionId: later.sessionId });
    await world.settle();
    const operator = await world.hire({ pools: ['payments'], capacity: 1 });
    expect(await operator.accept()).to.equal(later.sessionId);
    await later.ask('escalation:withdraw', { sessionId: later.sessionId });
    await finish(operator, later.sessionId);
    await world.advance(second);
    await operator.until(() =>
      operator.payloads('offer:made').some(({ sessionId }) => sessionId === first.sessionId),
    );
    await operator.accept();
    const { overtaking } = await figuresOf();
    expect(overtaking).to.deep.equal({
      ...{ overtaken: 1, worstMs: 5 * minute, p99Ms: 5 * minute, beyond: 0 },
      boundMs: limits.queue.boostMs.urgent,
    });
  });

  it('shows a chat that came back by transfer to where it had left', async () => {
    const [anna, boris] = [
      await world.hire({ pools: ['payments'] }),
      await world.hire({ pools: ['payments'], isOnline: false }),
    ];
    const citizen = await arrive();
    const sessionId = await anna.accept();
    await boris.ask('presence:set', { presence: 'online' });
    const note = 'Посмотрите, пожалуйста.';
    await anna.ask('transfer:request', { sessionId, operatorId: boris.operatorId, note });
    await boris.accept();
    expect((await view()).loops).to.deep.equal([]);
    await boris.ask('transfer:request', { sessionId, operatorId: anna.operatorId, note });
    await anna.until(() => anna.payloads('offer:made').length === 2);
    await anna.accept();
    const { appealNumber } = await citizen.view();
    const [loop, ...rest] = (await view('payments')).loops;
    expect(rest).to.deep.equal([]);
    expect(loop).to.deep.include({ sessionId, appealNumber, kind: 'operator' });
    expect(loop?.path).to.deep.equal([anna.name, boris.name, anna.name]);
    expect((await view('social')).loops).to.deep.equal([]);
    const facts = JSON.stringify(
      await world.connection.collection('routingFacts').find().toArray(),
    );
    const { citizenId } = await world.app.services.log.getState(sessionId);
    expect(facts).not.to.include(citizenId);
  });

  it('shows what the sweep found, through a restart', async () => {
    const citizen = await arrive();
    await world.advance(minute);
    expect((await view()).healed).to.equal(0);
    world.app.services.queue.remove(citizen.sessionId);
    await world.app.domain.routing.sweep();
    expect((await view()).healed).to.equal(1);
    await world.restart();
    expect((await view()).healed).to.equal(1);
  });

  it('are for supervisors and administrators, a month at most', async () => {
    const ask = async (client: StaffClient, query: string) => {
      const { handshake } = world.app.sockets.staff.sockets.get(client.socket.id ?? '') ?? {};
      const { token } = handshake?.auth as { token: string };
      const response = await fetch(`http://127.0.0.1:${world.port}/api/staff/statistics${query}`, {
        headers: { Authorization: `Bearer ${token}` },
      });
      return { status: response.status, body: (await response.json()) as StatisticsView };
    };
    const operator = await world.hire();
    const supervisor = await world.hire({ role: 'supervisor' });
    expect((await ask(operator, '')).status).to.equal(403);
    const { status, body } = await ask(supervisor, '');
    expect(status).to.equal(200);
    expect(body.from).to.equal(body.to);
    expect(body.pools).to.have.length.above(5);
    const one = await ask(supervisor, `?day=2026-11-30&poolId=${poolId('payments')}`);
    expect(one.body.pools.map((pool) => pool.poolId)).to.deep.equal([poolId('payments')]);
    const refused = [
      ...['?day=yesterday', '?from=2026-11-01', '?from=2026-01-01&to=2026-03-01', '?unasked=1'],
      '?day=2026-11-30&from=2026-11-29&to=2026-11-30',
    ];
    for (const query of refused) expect((await ask(supervisor, query)).status, query).to.equal(400);
    expect((await ask(supervisor, `?poolId=${'a'.repeat(24)}`)).status).to.equal(404);
  });
});

describe('Fairness, waits and promises on two server processes', function () {
  this.timeout(60_000);
  let both: Neighbours;
  let here: World;
  let there: World;
  beforeEach(async () => {
    both = await Neighbours.start();
    ({ here, there } = both);
  });
  afterEach(() => both.close());

  it('are the same on both, and nothing is counted twice', async () => {
    const operator = await there.hire({ pools: ['payments'], capacity: 12 });
    await here.app.domain.reload();
    const pass = async (ms: number) => {
      await there.settle();
      await both.advance(ms);
    };
    await pass(second);
    for (let count = 1; count <= 20; count += 1) {
      const citizen = await there.citizen();
      await citizen.open('payments: не прошла оплата');
      await operator.nextOffer();
      await pass(second);
      const sessionId = await operator.accept();
      await citizen.ask('session:close', { sessionId });
    }
    await pass(60 * second);
    const next = await here.citizen();
    await next.open('payments: ещё один');
    await here.settle();
    const { queue } = await next.view();
    expect(queue?.waitMs).to.deep.equal({ p50: second, p90: second });
    const views = [here, there].map(async (world) => ({
      ...(await world.app.domain.statistics.service.view({})),
      serverNow: '',
    }));
    const [first, other] = await Promise.all(views);
    expect(first).to.deep.equal(other);
    expect(first?.operators.map(({ availableMs }) => availableMs)).to.deep.equal([81 * second]);
  });
});
