import { expect } from 'chai';
import { browserStartMs, startTestBrowser } from '../helpers/browser.js';
import type { CitizenClient, StaffClient } from '../helpers/clients.js';
import { ConsolePage } from '../helpers/console-page.js';
import { deviceHolds, readDevice } from '../helpers/device.js';
import { World } from '../helpers/world.js';

describe('What the console keeps of an operator on the device', function () {
  this.timeout(60_000);
  let world: World;
  let anna: StaffClient;
  let boris: StaffClient;
  let citizen: CitizenClient;
  let one: ConsolePage;
  let other: ConsolePage;

  before(async function () {
    this.timeout(browserStartMs);
    await startTestBrowser();
    world = await World.create();
    anna = await world.hire();
    boris = await world.hire({ isOnline: false });
    citizen = await world.citizen();
    await citizen.open('Деньги списали дважды');
    await anna.accept();
    one = await ConsolePage.open(world, anna);
    other = await ConsolePage.open(world, anna, one.page.context());
    for (const screen of [one, other]) await screen.row('Гость').click();
  });
  after(async () => {
    expect([one, other].flatMap((screen) => screen.faults)).to.deep.equal([]);
    await one.page.context().close();
    await world.close();
  });

  const isOf = (...people: StaffClient[]) =>
    deviceHolds(
      one.page,
      'liniya.staff',
      people.map((person) => person.operatorId),
    );
  const holds = (screen: ConsolePage, words: string) =>
    screen.page.waitForFunction(
      (wanted) => document.querySelector('textarea')?.value === wanted,
      words,
    );
  const lookAway = (screen: ConsolePage) => screen.composer.evaluate((element) => element.blur());
  const signOut = async (screen: ConsolePage) => {
    await screen.page.getByRole('button', { name: /^operator-\d, Оператор/ }).click();
    await screen.page.getByRole('menuitem', { name: 'Выйти из учётной записи' }).click();
    await screen.page.getByLabel('Логин').waitFor();
  };

  it('is one draft in both of their tabs, and sealed', async () => {
    await lookAway(other);
    await one.composer.fill('Платёж найден');
    await holds(other, 'Платёж найден');
    await other.page.reload();
    await holds(other, 'Платёж найден');
    await isOf(anna);
    const kept = await readDevice(one.page, 'liniya.staff');
    expect(kept.text).to.not.include('Платёж');
    expect(kept.exports).to.deep.equal(['InvalidAccessError']);
  });

  it('stays while a colleague signs in beside them, and ends with a sign-out in any tab', async () => {
    const beside = await ConsolePage.open(world, boris, one.page.context());
    await isOf(anna);
    await beside.page.close();
    await lookAway(other);
    await one.show();
    await signOut(one);
    await holds(other, '');
    await isOf();
    await one.signIn(anna.name);
    await one.row('Гость').click();
    expect(await one.composer.inputValue()).to.equal('');
  });

  it('ends when somebody else signs in after them', async () => {
    await one.composer.fill('Перезвоню вам');
    await holds(one, 'Перезвоню вам');
    await isOf(anna);
    await other.page.close();
    await world.app.domain.auth.families.revokeAllOf(anna.operatorId);
    await one.page.getByText('Вход завершён. Войдите снова.').waitFor();
    await isOf(anna);
    await one.signIn(boris.name);
    await isOf();
  });
});
