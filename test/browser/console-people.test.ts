import { expect } from 'chai';
import { browserStartMs, startTestBrowser } from '../helpers/browser.js';
import type { CitizenClient, StaffClient } from '../helpers/clients.js';
import { ConsolePage } from '../helpers/console-page.js';
import { World, namedClassifier } from '../helpers/world.js';

describe('Several people of the staff in one browser', function () {
  this.timeout(60_000);
  let world: World;
  let operator: StaffClient;
  let citizen: CitizenClient;
  let desk: ConsolePage;
  let otherDevice: ConsolePage;
  let senior: ConsolePage;
  let supervisor: ConsolePage;

  before(async function () {
    this.timeout(browserStartMs);
    await startTestBrowser();
    world = await World.create({ classifier: namedClassifier });
    operator = await world.hire({ pools: ['payments'] });
    const igor = await world.hire({ role: 'senior', pools: ['payments'], isOnline: false });
    const vera = await world.hire({ role: 'supervisor', pools: [], isOnline: false });
    desk = await ConsolePage.open(world, operator);
    const profile = desk.page.context();
    otherDevice = await ConsolePage.open(world, operator, profile);
    senior = await ConsolePage.open(world, igor, profile);
    supervisor = await ConsolePage.open(world, vera, profile);
    citizen = await world.citizen();
  });
  after(async () => {
    const faults = [desk, otherDevice, senior, supervisor].flatMap((screen) => screen.faults);
    expect(faults).to.deep.equal([]);
    await desk.page.context().close();
    await world.close();
  });

  const shows = (screen: ConsolePage, text: string) =>
    screen.page.locator('.bubble', { hasText: text }).waitFor();

  it('stay themselves through a reload, each in a tab of their own', async () => {
    for (const { page } of [desk, senior, supervisor]) await page.reload();
    await supervisor.page.getByRole('main', { name: 'Обзор' }).waitFor();
    await desk.page.getByRole('button', { name: /^operator-1, Оператор: На линии/ }).waitFor();
    await senior.page.getByRole('button', { name: /^senior-2, Старший специалист/ }).waitFor();
  });

  it('see the same on two devices of one person: an offer, its end, the words, what is read', async () => {
    await citizen.open('payments: деньги списали дважды');
    const offers = (screen: ConsolePage) =>
      screen.page.getByRole('article', { name: /^Новый чат/ });
    await offers(otherDevice).waitFor();
    await desk.show();
    await offers(desk)
      .getByRole('button', { name: /Принять/ })
      .click();
    await offers(otherDevice).waitFor({ state: 'detached' });
    await otherDevice.show();
    await otherDevice.row('Гость').click();
    await desk.show();
    await desk.composer.fill('Здравствуйте, проверяю платёж');
    await desk.page.keyboard.press('Enter');
    await shows(otherDevice, 'Здравствуйте, проверяю платёж');
    await otherDevice.show();
    await otherDevice.page.keyboard.press('Alt+Period');
    await desk.page.locator('.station[aria-current=step]', { hasText: 'Личность' }).waitFor();

    await otherDevice.page.keyboard.press('Alt+1');
    await otherDevice.page.getByText('Выберите чат слева').waitFor();
    await desk.show();
    await citizen.say('Чек приложу');
    await shows(desk, 'Чек приложу');
    await otherDevice.row('Гость').getByText('Чек приложу').waitFor();
    await otherDevice.page.waitForFunction(() => document.title === 'Линия');
    expect(await otherDevice.row('Гость').locator('.badge').count()).to.equal(0);
  });

  it('put what waits for a senior first, and count the window down on the board', async () => {
    await desk.composer.press('Alt+KeyP');
    await desk.page
      .getByText(/Старший подключится до/)
      .first()
      .waitFor();
    const first = senior.page.locator('.list-panel .row').first();
    await senior.page.getByRole('heading', { name: /Ждут старшего 1/ }).waitFor();
    expect(await first.getAttribute('class')).to.include('is-escalated');
    expect(await first.getByRole('timer').innerText()).to.match(/^До прихода старшего\s*\d+:\d\d$/);
    // The board is told once a second, by the clock of this world.
    await world.advance(1_000);
    const card = supervisor.page.locator('.board-escalation');
    await card.waitFor();
    expect(await card.getByRole('timer').innerText()).to.match(/(10:00|9:\d\d)$/);
    await card.getByText('Ищем в своей группе').waitFor();
  });

  it('read along without a trace for the citizen; a note is marked and stays among them', async () => {
    await supervisor.show();
    await supervisor.page.locator('.board-escalation').click();
    await supervisor.page.getByText('Вы читаете чат, его ведёт operator-1').waitFor();
    await shows(supervisor, 'Чек приложу');
    expect(await supervisor.composer.count()).to.equal(0);
    await desk.page.getByText('Смотрят: supervisor-3').waitFor({ state: 'attached' });
    const field = supervisor.page.getByRole('textbox', { name: 'Заметка для сотрудников' });
    await field.fill('СЛУЖЕБНО: проверьте вторую карту');
    await supervisor.page.keyboard.press('Enter');
    const note = desk.page.locator('.bubble.is-note', { hasText: 'СЛУЖЕБНО' });
    await note.getByText('заметка, гражданин не видит').waitFor();
    await world.settle();
    const wire = citizen.wire.lines.join('\n');
    expect(wire).to.include('escalation');
    for (const hidden of ['СЛУЖЕБНО', 'supervisor-3', 'viewers'])
      expect(wire).not.to.include(hidden);
  });
});
