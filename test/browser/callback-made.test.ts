import { expect } from 'chai';
import { browserStartMs, startTestBrowser } from '../helpers/browser.js';
import type { CitizenClient } from '../helpers/clients.js';
import { ConsolePage } from '../helpers/console-page.js';
import { openAtHour } from '../helpers/pool-zone.js';
import { namedClassifier, World } from '../helpers/world.js';

describe('An operator whose time to call has come', function () {
  this.timeout(60_000);
  let world: World;
  let operator: ConsolePage;
  let callAt = '';

  const book = async (phone: string): Promise<CitizenClient> => {
    const citizen = await world.arrive();
    const { sessionId } = citizen;
    const { slots } = await citizen.ask('callback:slots', { sessionId });
    callAt ||= slots[0] ?? '';
    const request = { sessionId, clientCallbackId: `${sessionId}-call`, callAt, phone };
    await citizen.ask('callback:book', request);
    return citizen;
  };
  const sees = (text: string | RegExp) => operator.page.getByText(text).first().waitFor();
  const press = (name: string) =>
    operator.page.getByRole('button', { name, exact: true }).first().click();
  const call = () => operator.page.getByRole('region', { name: 'Звонок гражданину' });
  const stateOf = ({ sessionId }: CitizenClient) => world.app.services.log.getState(sessionId);

  before(async function () {
    this.timeout(browserStartMs);
    await startTestBrowser();
    world = await World.create({ classifier: namedClassifier });
    const hours = openAtHour(world.clock.nowMs(), 10);
    await world.changePool('payments', { hours }, ['overflow']);
    operator = await ConsolePage.open(
      world,
      await world.hire({ pools: ['payments'], isOnline: false }),
    );
  });
  after(async () => {
    expect(operator.faults).to.deep.equal([]);
    await operator.page.context().close();
    await world.close();
  });

  it('sees the number, calls, and says that the citizen was reached', async () => {
    const citizen = await book('8 916 123-45-67');
    await press('Выйти на линию');
    await sees('Вы на линии');
    await world.advance(Date.parse(callAt) - world.clock.nowMs());
    await sees('Пора звонить');
    await operator.page.getByRole('button', { name: /Принять/ }).click();
    const number = call().getByRole('link', { name: '+7 916 123-45-67' });
    expect(await number.getAttribute('href')).to.equal('tel:+79161234567');
    await call().getByText('попытка 1 из 3').waitFor();
    await call().getByRole('button', { name: 'Дозвонились', exact: true }).click();
    await call().waitFor({ state: 'detached' });
    await world.settle();
    expect(await stateOf(citizen)).to.include({ status: 'active' });
  });

  it('says that nobody answered: the seat is free, and the next attempt is named', async () => {
    callAt = '';
    const citizen = await book('+7 916 123-45-89');
    await world.advance(Date.parse(callAt) - world.clock.nowMs());
    await operator.page.getByRole('button', { name: /Принять/ }).click();
    await call().getByText('+7 916 123-45-89').waitFor();
    await call().getByRole('button', { name: 'Не дозвонились', exact: true }).click();
    await call().waitFor({ state: 'detached' });
    await sees(/Не дозвонились, следующая попытка: /);
    await sees('Ждёт звонка');
    await world.settle();
    const { callback, owner } = await stateOf(citizen);
    expect(owner).to.equal(undefined);
    expect(callback).to.include({ attempt: 2, isDue: false });
  });
});
