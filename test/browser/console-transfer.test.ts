import { expect } from 'chai';
import { browserStartMs, startTestBrowser } from '../helpers/browser.js';
import type { CitizenClient, StaffClient } from '../helpers/clients.js';
import { ConsolePage } from '../helpers/console-page.js';
import { World, namedClassifier } from '../helpers/world.js';

const note = 'СЛУЖЕБНО: двойное списание';

describe('A transfer in the console', function () {
  this.timeout(60_000);
  let world: World;
  let target: StaffClient;
  let citizen: CitizenClient;
  let sessionId: string;
  let screen: ConsolePage;

  before(async function () {
    this.timeout(browserStartMs);
    await startTestBrowser();
    world = await World.create({ classifier: namedClassifier });
    const sender = await world.hire({ pools: ['payments'] });
    citizen = await world.citizen();
    await citizen.open('payments: деньги списали дважды');
    sessionId = await sender.accept();
    target = await world.hire({ pools: ['technical'] });
    screen = await ConsolePage.open(world, sender);
  });
  after(async () => {
    expect(screen.faults).to.deep.equal([]);
    expect(citizen.wire.lines.join('\n')).not.to.include('СЛУЖЕБНО');
    await screen.page.context().close();
    await world.close();
  });

  const dialog = () => screen.page.getByRole('dialog', { name: 'Передать чат' });
  const ask = async (kind: string, field: RegExp, option: RegExp) => {
    const { page } = screen;
    await page.getByRole('button', { name: 'Передать' }).click();
    await dialog().getByText(kind).click();
    await dialog().getByRole('button', { name: field }).click();
    await page.getByRole('option', { name: option }).click();
    await dialog().getByRole('textbox').fill(note);
    await dialog().getByRole('button', { name: 'Передать' }).click();
    await page.getByText('Передаётся: Техническая поддержка. Чат ваш').waitFor();
  };

  it('leaves the chat with its sender until it is taken, and tells them where they are when it is declined', async () => {
    const { page } = screen;
    await screen.row('деньги списали дважды').click();
    await ask('Человеку', /Выберите человека/, new RegExp(target.name));
    const offer = await target.nextOffer();
    expect(offer).to.include({ purpose: 'transfer', transferNote: note });

    await screen.composer.fill('Подключаю коллегу, оставайтесь в чате');
    await page.keyboard.press('Enter');
    await citizen.until(
      () => citizen.wire.lines.some((line) => line.includes('Подключаю коллегу')),
      'the words of who still holds the chat',
    );
    await page.keyboard.press('Alt+2');
    await page.getByRole('heading', { name: 'Очередь' }).waitFor();
    const { offerId } = offer;
    await target.ask('offer:decline', { sessionId, offerId, reason: 'not_my_topic' });
    await page.getByText('передачу отклонили, чат остаётся у вас').waitFor();

    await page.keyboard.press('Alt+1');
    await screen.row('Подключаю коллегу').click();
    await page.getByText('Передачу отклонили', { exact: true }).waitFor();
    await page.getByText(note).waitFor();
    expect(await page.getByRole('main').count(), 'one conversation on the screen').to.equal(1);
    expect(await page.getByRole('button', { name: 'Передать' }).isEnabled()).to.equal(true);
  });

  it('corrects the theme without moving the chat', async () => {
    const { page } = screen;
    const card = page.getByRole('complementary', { name: 'Карточка обращения' });
    await card.getByRole('button', { name: 'Исправить' }).click();
    await card.getByRole('button', { name: /Оплата и возвраты/ }).click();
    await page.getByRole('option', { name: 'Электронная подпись' }).click();
    await page.getByText('Тема исправлена: Электронная подпись').waitFor();
    await card.getByText('Исправил оператор.').waitFor();
    expect((await world.app.services.log.getState(sessionId)).owner?.name).to.equal('operator-1');
    expect(await card.getByText('Оплата', { exact: true }).count()).to.equal(1);
  });

  it('goes to a pool with its note, and is nobody’s but the taker’s once it is taken', async () => {
    const { page } = screen;
    await ask('В группу', /Выберите группу/, /Техническая поддержка/);
    await target.accept();
    await screen.row('Подключаю коллегу').waitFor({ state: 'detached' });
    await page.getByText(`Вы читаете чат, его ведёт ${target.name}`).waitFor();
    expect(await screen.composer.count()).to.equal(0);
  });
});
