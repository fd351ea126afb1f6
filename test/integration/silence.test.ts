import { expect } from 'chai';
import { limits } from '../../shared/limits.js';
import type { CitizenClient, StaffClient } from '../helpers/clients.js';
import { World, namedClassifier } from '../helpers/world.js';

const minute = 60_000;

describe('A citizen who falls silent', function () {
  this.timeout(40_000);
  let world: World;
  let operator: StaffClient;
  let citizen: CitizenClient;
  let sessionId: string;

  beforeEach(async () => {
    world = await World.create({ classifier: namedClassifier });
    operator = await world.hire({ pools: ['payments'] });
    citizen = await world.citizen();
    await citizen.open('payments: не прошла оплата');
    sessionId = await operator.accept();
  });
  afterEach(() => world.close());

  const state = () => world.app.services.log.getState(sessionId);
  const count = async (kind: string) => {
    const events = await world.app.services.log.listEvents(sessionId, 0, 1_000);
    return events.filter((event) => event.kind === kind).length;
  };
  const seatsTaken = async () => {
    await world.settle();
    return (await world.app.domain.stores.seats.listSeats()).filter((seat) => seat.offerId).length;
  };

  it('is reminded after 5 minutes, gives the seat free after 10, each once and never early', async () => {
    await operator.say(sessionId, 'Пришлите номер платежа');
    await world.advance(limits.silence.remindMs - 1);
    expect(await count('silence.reminded')).to.equal(0);
    await world.advance(1);
    expect(await count('silence.reminded')).to.equal(1);
    expect((await citizen.events()).at(-1)?.kind).to.equal('silence.reminded');
    await world.advance(limits.silence.freeSeatMs - limits.silence.remindMs - 1);
    expect((await state()).status).to.equal('active');
    expect(await seatsTaken()).to.equal(1);
    await world.advance(1);
    expect(await state()).to.include({ status: 'waiting_citizen' });
    expect(await seatsTaken()).to.equal(0);
    await world.advance(11 * minute);
    expect(await count('silence.reminded')).to.equal(1);
    expect(await count('silence.seat_freed')).to.equal(1);
  });

  it('comes back to the front with the next word: 20 s for the same operator, then for anyone', async () => {
    await operator.say(sessionId, 'Пришлите номер платежа');
    await world.advance(limits.silence.freeSeatMs);
    const colleague = await world.hire({ pools: ['payments'] });
    const ahead = await world.citizen();
    await operator.ask('presence:set', { presence: 'busy' });
    await colleague.ask('presence:set', { presence: 'busy' });
    await ahead.open('payments: раньше по очереди');
    await citizen.say('Вот номер');
    await world.settle();
    expect(await state()).to.include({ status: 'queued', isFront: true });
    expect((await citizen.view()).queue?.position).to.equal(1);
    await colleague.ask('presence:set', { presence: 'online' });
    expect((await colleague.nextOffer()).sessionId).to.equal(ahead.sessionId);
    await world.advance(limits.queue.stickyMs - 1);
    expect(colleague.payloads('offer:made')).to.have.length(1);
    await world.advance(1);
    await colleague.until(
      () => colleague.payloads('offer:made').some((offer) => offer.sessionId === sessionId),
      'the returned chat',
    );
  });

  it('is whoever owes a word: never the citizen who spoke last', async () => {
    await operator.say(sessionId, 'Пришлите номер платежа');
    await citizen.say('Сейчас найду');
    await world.advance(11 * minute);
    expect(await count('silence.reminded')).to.equal(0);
    expect((await state()).status).to.equal('active');
  });

  it('is not reminded while a senior is awaited; the count begins anew when the call is withdrawn', async () => {
    await operator.say(sessionId, 'Пришлите номер платежа');
    await citizen.ask('escalation:request', { sessionId });
    await world.advance(9 * minute);
    expect(await count('silence.reminded')).to.equal(0);
    await citizen.ask('escalation:withdraw', { sessionId });
    await world.advance(limits.silence.remindMs - 1);
    expect(await count('silence.reminded')).to.equal(0);
    await world.advance(1);
    expect(await count('silence.reminded')).to.equal(1);
    await world.advance(limits.silence.freeSeatMs - limits.silence.remindMs);
    expect((await state()).status).to.equal('waiting_citizen');
  });

  it('calls a senior from aside: that is a word too, and the chat is queued', async () => {
    await operator.say(sessionId, 'Пришлите номер платежа');
    await world.advance(limits.silence.freeSeatMs);
    await citizen.ask('escalation:request', { sessionId });
    await world.settle();
    expect(await state()).to.include({ status: 'queued', isFront: true });
    expect((await state()).escalation?.step).to.equal('same_pool');
  });

  it('is timed through a restart', async () => {
    await operator.say(sessionId, 'Пришлите номер платежа');
    await world.advance(limits.silence.remindMs - 1_000);
    await world.restart();
    await world.signIn(operator.operatorId, operator.name);
    await world.advance(999);
    expect(await count('silence.reminded')).to.equal(0);
    await world.advance(1);
    expect(await count('silence.reminded')).to.equal(1);
    await world.advance(limits.silence.freeSeatMs - limits.silence.remindMs);
    expect(await count('silence.seat_freed')).to.equal(1);
  });
});
