import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { DateTime } from 'luxon';
import { productTimeZone } from '../../shared/domain/product-time-zone.js';
import { defaultLongWait } from '../../shared/schemas/pool-settings.js';
import type { StatisticsView } from '../../shared/views/statistics.js';
import type { CitizenClient, Refused, StaffClient } from '../helpers/clients.js';
import { openAtHour } from '../helpers/pool-zone.js';
import { namedClassifier, World } from '../helpers/world.js';

const minute = 60_000;
const hour = 60 * minute;
const phone = '8 (916) 123-45-67';

describe('A callback', function () {
  this.timeout(60_000);
  let world: World;
  beforeEach(async () => {
    world = await World.create({ classifier: namedClassifier });
    await setPool(2);
  });
  afterEach(async () => {
    await world.settle();
    expect(world.app.domain.routing.healed).to.equal(0);
    expect(world.log).to.deep.equal([]);
    await world.close();
  });

  const setPool = (callbacksPerSlot: number) =>
    world.changePool(
      'payments',
      {
        hours: openAtHour(world.clock.nowMs(), 10),
        longWait: { ...defaultLongWait, callbacksPerSlot },
      },
      ['overflow'],
    );
  const slotsOf = async (citizen: CitizenClient) =>
    (await citizen.ask('callback:slots', { sessionId: citizen.sessionId })).slots;
  const bookingOf = (citizen: CitizenClient, callAt: string) => ({
    ...{ sessionId: citizen.sessionId, clientCallbackId: randomUUID(), callAt, phone },
  });
  const book = async (citizen: CitizenClient, callAt?: string) => {
    const slot = callAt ?? (await slotsOf(citizen))[0] ?? '';
    const { session } = await citizen.ask('callback:book', bookingOf(citizen, slot));
    return session;
  };
  const today = () =>
    DateTime.fromMillis(world.clock.nowMs(), { zone: productTimeZone }).toISODate() ?? '';
  const stateOf = (citizen: CitizenClient) => world.app.services.log.getState(citizen.sessionId);
  const until = (at: Date | string | undefined) =>
    new Date(at ?? 0).getTime() - world.clock.nowMs();
  const offered = (client: StaffClient) =>
    client.payloads('offer:made').map(({ sessionId }) => sessionId);
  const places = () => world.connection.collection('callbackPlaces').countDocuments();

  /** The clock stands at a moment far away; the operator has come to work in the meantime. */
  const jumpTo = async (at: Date | undefined, operator?: StaffClient) => {
    world.clock.advance(until(at));
    await world.app.jobs.runDue();
    await operator?.ask('presence:set', { presence: 'online' });
    await world.advance(1);
  };

  it('is offered within the hours, half an hour each; who books leaves the queue until then', async () => {
    const citizen = await world.arrive();
    expect((await citizen.view()).queue).to.include({ isLong: true, hasCallbacks: true });
    const slots = (await slotsOf(citizen)).map((at) => Date.parse(at));
    expect((slots[0] ?? 0) - world.clock.nowMs()).to.be.within(15 * minute, 45 * minute);
    expect(slots.every((at) => at % (30 * minute) === 0)).to.equal(true);
    const { timeZone: zone } = openAtHour(world.clock.nowMs(), 10);
    for (const slot of slots) expect(DateTime.fromMillis(slot, { zone }).hour).to.be.within(8, 20);
    const session = await book(citizen);
    expect(session).to.include({ status: 'waiting_citizen' });
    expect(session.callback).to.include({ attempt: 1, isDue: false, phone: '+7 ••• •••-••-67' });
    expect(session.callback?.callAt).to.equal(new Date(slots[0] ?? 0).toISOString());

    expect(JSON.stringify(await world.dump()), 'the number is sealed').not.to.include('9161234567');

    const operator = await world.hire({ pools: ['payments'] });
    await citizen.say('перезвоните, пожалуйста, с утра');
    await world.advance(minute);
    expect(offered(operator), 'a word does not hurry the call').to.deep.equal([]);
    citizen.close();
    await world.advance(until(session.callback?.callAt) - 1);
    expect(offered(operator)).to.deep.equal([]);
    await world.advance(1_000);
    expect(await operator.accept(), 'the citizen need not be there').to.equal(citizen.sessionId);

    const { session: held } = await operator.ask('session:join', { sessionId: citizen.sessionId });
    expect(held.callback).to.include({ attempt: 1, isDue: true, phone: '+79161234567' });
    const { callbackId = '' } = held.callback ?? {};
    const report = { sessionId: citizen.sessionId, callbackId, attempt: 1 };
    const { session: after } = await operator.ask('callback:report', {
      ...{ ...report, isReached: true },
    });
    expect(after).to.include({ status: 'active' });
    expect(after.callback).to.equal(undefined);
    // Said once more by a client that heard no answer: the same answer.
    await operator.ask('callback:report', { ...report, isReached: true });
    expect(await operator.refusal('callback:report', { ...report, attempt: 2, isReached: true }))
      .to //
      .equal('callback_gone');
    await world.settle();
    const back = await world.comeBack(citizen);
    const kinds = (await back.events()).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind.startsWith('callback.'))).to.deep.equal([
      ...['callback.booked', 'callback.due', 'callback.tried'],
    ]);
    for (const line of back.wire.lines) expect(line).not.to.match(/9161234567|123-45-67/);
    expect(await places()).to.equal(0);
  });

  it('that nobody answers is tried twice more, an hour later each, and then given up', async () => {
    const operator = await world.hire({ pools: ['payments'], capacity: 1, isOnline: false });
    const supervisor = await world.hire({ role: 'supervisor', isOnline: false });
    const [from, citizen] = [today(), await world.arrive()];
    await book(citizen);
    for (const attempt of [1, 2, 3]) {
      const { callback } = await stateOf(citizen);
      await jumpTo(callback?.callAt, operator);
      expect(await operator.accept()).to.equal(citizen.sessionId);
      const triedAtMs = world.clock.nowMs();
      const callbackId = callback?.callbackId ?? '';
      const report = { sessionId: citizen.sessionId, callbackId, attempt, isReached: false };
      await operator.ask('callback:report', report);
      await operator.ask('callback:report', report);
      await world.settle();
      const after = await stateOf(citizen);
      expect(after.status).to.equal('waiting_citizen');
      expect(world.app.domain.services.presence.isAvailable(operator.operatorId)).to.equal(true);
      if (attempt === 3) continue;
      expect(after.callback).to.include({ callbackId, attempt: attempt + 1, isDue: false });
      const appeal = await world.app.domain.appeals.findByNumber(after.appealNumber);
      expect(appeal).to.deep.include({ status: 'in_progress', callbackAt: after.callback?.callAt });
      expect((after.callback?.callAt.getTime() ?? 0) - triedAtMs).to.be.at.least(hour);
      expect(await places(), 'one slot is kept').to.equal(1);
    }
    const given = await stateOf(citizen);
    expect(given.callback).to.equal(undefined);
    const appeal = await world.app.domain.appeals.findByNumber(given.appealNumber);
    expect(appeal).to.include({ status: 'waiting_citizen' });
    expect(appeal).not.to.have.property('callbackAt');
    expect(await places()).to.equal(0);
    const view = await world.getAs<StatisticsView>(
      supervisor,
      `/staff/statistics?from=${from}&to=${today()}`,
    );
    const { p90LateMs = Infinity, latestMs = Infinity, ...calls } = view.total.calls;
    expect(calls).to.deep.equal({ made: 3, reached: 0, inTime: 3, dropped: 0 });
    expect(Math.max(p90LateMs, latestMs)).to.be.lessThan(minute);
    // From now on the citizen's word brings it back.
    await citizen.say('я теперь на связи');
    await world.settle();
    expect(await operator.accept()).to.equal(citizen.sessionId);
  });

  it('has room for so many in a slot, whoever asks at once; a cancelled one makes room', async () => {
    const citizens = [];
    for (let index = 0; index < 5; index += 1) citizens.push(await world.arrive());
    const [first = ''] = await slotsOf(citizens[0]!);
    const answers = await Promise.allSettled(citizens.map((citizen) => book(citizen, first)));
    const booked = citizens.filter((_, index) => answers[index]?.status === 'fulfilled');
    expect(booked).to.have.length(2);
    for (const answer of answers)
      if (answer.status === 'rejected') expect(answer.reason).to.include({ code: 'slot_taken' });
    const other = citizens.find((citizen) => !booked.includes(citizen))!;
    expect(await slotsOf(other)).not.to.include(first);
    await booked[0]!.ask('callback:cancel', { sessionId: booked[0]!.sessionId });
    await world.settle();
    expect(await slotsOf(other)).to.include(first);
    await book(other, first);
    expect(await places()).to.equal(2);
  });

  it('can be moved and cancelled: who cancels stands where they stood', async () => {
    const [first, second] = [await world.arrive(), await world.arrive()];
    const [slot = '', later = ''] = await slotsOf(first);
    const booking = bookingOf(first, slot);
    await first.ask('callback:book', booking);
    await first.ask('callback:book', booking);
    expect((await second.view()).queue?.position).to.equal(1);
    await book(first, later);
    await world.settle();
    expect((await stateOf(first)).callback?.callAt.toISOString()).to.equal(later);
    expect(await places(), 'the first slot is free again').to.equal(1);
    const said = (await first.events()).filter(({ kind }) => kind === 'callback.booked');
    expect(said).to.have.length(2);
    await first.ask('callback:cancel', { sessionId: first.sessionId });
    await world.settle();
    expect((await first.view()).queue?.position).to.equal(1);
    expect((await second.view()).queue?.position).to.equal(2);
    expect(await stateOf(first)).to.include({ isFront: false });
    // Away and back again at once: either not just now, or the place is theirs; and one alone.
    await book(first, slot);
    await book(first, later);
    const back = bookingOf(first, slot);
    const refusal = await first
      .ask('callback:book', back)
      .catch((error: unknown) => (error as Refused).code);
    if (refusal === 'retry') {
      await world.settle();
      await first.ask('callback:book', back);
    }
    await world.settle();
    expect((await stateOf(first)).callback?.callAt.toISOString()).to.equal(slot);
    expect(await places()).to.equal(1);
    await first.ask('callback:cancel', { sessionId: first.sessionId });
    await world.settle();
    expect(await places()).to.equal(0);
    // Nothing is left of it: the moment of the slot passes in silence.
    await jumpTo(new Date(later));
    expect((await first.events()).map(({ kind }) => kind)).not.to.include('callback.due');
  });

  it('does not stand in the way of a senior, and a call for one is no way past the queue', async () => {
    const first = await world.arrive();
    const second = await world.arrive();
    const third = await world.arrive();
    await book(second);
    await second.ask('escalation:request', { sessionId: second.sessionId });
    await world.settle();
    expect(await stateOf(second)).to.include({ status: 'queued', isFront: false });
    const refusal = await second.refusal(
      'callback:book',
      bookingOf(second, '2030-01-09T09:00:00Z'),
    );
    expect(refusal).to.equal('escalation_open');
    await second.ask('escalation:withdraw', { sessionId: second.sessionId });
    await world.settle();
    const positions = [];
    for (const citizen of [first, second, third])
      positions.push((await citizen.view()).queue?.position);
    expect(positions).to.deep.equal([1, 2, 3]);
  });

  it('is promised after a breach with nobody on shift, and asks for the number', async () => {
    const citizen = await world.arrive();
    await citizen.ask('escalation:request', { sessionId: citizen.sessionId });
    await world.advance(10 * minute);
    const { callback, status } = await citizen.view();
    expect(status).to.equal('queued');
    expect(callback).to.include({ attempt: 1, isDue: false });
    expect(callback).not.to.have.property('phone');
    expect(until(callback?.callAt)).to.be.within(59 * minute, 91 * minute);
    expect(Date.parse(callback?.callAt ?? '') % (30 * minute)).to.equal(0);
    const moved = await book(citizen, callback?.callAt);
    expect(moved.callback).to.include({ phone: '+7 ••• •••-••-67', callAt: callback?.callAt });
    expect(await places()).to.equal(1);
    const operator = await world.hire({ pools: ['payments'], isOnline: false });
    await jumpTo(new Date(callback?.callAt ?? 0), operator);
    expect(await operator.accept()).to.equal(citizen.sessionId);
  });

  it('is kept through a restart', async () => {
    const citizen = await world.arrive();
    const { callback } = await book(citizen);
    await world.restart();
    await jumpTo(new Date(callback?.callAt ?? 0));
    expect(await stateOf(citizen)).to.include({ status: 'queued', isFront: true });
  });

  it('is refused to strangers, for other times, without a number, and where none are offered', async () => {
    const citizen = await world.arrive();
    const [slot = ''] = await slotsOf(citizen);
    const other = await world.arrive();
    const theirs = { ...bookingOf(citizen, slot) };
    expect(await other.refusal('callback:book', theirs)).to.equal('not_found');
    for (const callAt of ['2020-01-01T09:00:00Z', new Date(Date.parse(slot) + 1).toISOString()])
      expect(await citizen.refusal('callback:book', bookingOf(citizen, callAt)))
        .to //
        .equal('slot_taken');
    for (const nonsense of ['', 'звоните', '12', '+7 916 12', '8 916 123-45-67 доб. 5'])
      expect(
        await citizen.refusal('callback:book', { ...bookingOf(citizen, slot), phone: nonsense }),
      ).to.equal('bad_request');
    await setPool(0);
    expect(await slotsOf(citizen)).to.deep.equal([]);
    expect(await citizen.refusal('callback:book', bookingOf(citizen, slot))).to.equal('slot_taken');
    expect((await citizen.view()).queue).not.to.have.property('hasCallbacks');
    expect(await places()).to.equal(0);
  });
});
