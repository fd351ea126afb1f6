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
  let citizens: CitizenClient[];

  const book = async (): Promise<CitizenClient> => {
    const citizen = await world.arrive();
    const { sessionId } = citizen;
    const { slots } = await citizen.ask('callback:slots', { sessionId });
    const [callAt = ''] = slots;
    await citizen.ask('callback:book', {
      ...{ sessionId, clientCallbackId: `${sessionId}-call`, callAt },
      phone: '8 916 123-45-67',
    });
    return citizen;
  };
  const sees = (text: string | RegExp) => operator.page.getByText(text).first().waitFor();
  const press = (name: string) =>
    operator.page.getByRole('button', { name, exact: true }).first().click();
  const call = () => operator.page.getByRole('region', { name: 'Звонок гражданину' });
  const states = () =>
    Promise.all(citizens.map(({ sessionId }) => world.app.services.log.getState(sessionId)));

  before(async function () {
    this.timeout(browserStartMs);
    await startTestBrowser();
    world = await World.create({ classifier: namedClassifier });
    const hours = openAtHour(world.clock.nowMs(), 10);
    await world.changePool('payments', { hours }, ['overflow']);
    citizens = [await book(), await book()];
    const [first] = await states();
    world.clock.advance((first?.callback?.callAt.getTime() ?? 0) - world.clock.nowMs());
    operator = await ConsolePage.open(
      world,
      await world.hire({ pools: ['payments'], capacity: 1, isOnline: false }),
    );
  });
  after(async () => {
    expect(operator.faults).to.deep.equal([]);
    await operator.page.context().close();
    await world.close();
  });

  const accept = () => operator.page.getByRole('button', { name: /Принять/ }).click();

  it('sees the number, calls, and says that nobody answered: the seat is free, the next attempt is named', async () => {
    await world.advance(1);
    await press('Выйти на линию');
    await sees('Вы на линии');
    await sees('Пора звонить');
    await accept();
    const number = call().getByRole('link', { name: '+7 916 123-45-67' });
    expect(await number.getAttribute('href')).to.equal('tel:+79161234567');
    await call().getByText('попытка 1 из 3').waitFor();
    await call().getByRole('button', { name: 'Не дозвонились', exact: true }).click();
    await call().waitFor({ state: 'detached' });
    await sees(/Не дозвонились, следующая попытка: /);
    await sees('Ждёт звонка');
    await world.settle();
    const attempts = (await states()).map(({ callback }) => callback?.attempt);
    expect(attempts.sort()).to.deep.equal([1, 2]);
  });

  it('has the next call at once, and goes on with who was reached', async () => {
    await accept();
    await call().getByRole('button', { name: 'Дозвонились', exact: true }).click();
    await call().waitFor({ state: 'detached' });
    await world.settle();
    const statuses = (await states()).map(({ status }) => status);
    expect(statuses.sort()).to.deep.equal(['active', 'waiting_citizen']);
  });
});
