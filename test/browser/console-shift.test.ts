import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { browserStartMs, startTestBrowser } from '../helpers/browser.js';
import type { CitizenClient } from '../helpers/clients.js';
import { World, namedClassifier } from '../helpers/world.js';

/** One operator’s shift without a mouse: everything goes through keys, on the real server. */
describe('console shift by keyboard', function () {
  this.timeout(browserStartMs);
  let world: World;
  let page: Page;
  let citizen: CitizenClient;
  const faults: string[] = [];

  before(async () => {
    world = await World.create({ classifier: namedClassifier });
    await world.hire({ isOnline: false });
    const browser = await startTestBrowser();
    const context = await browser.newContext({ locale: 'ru-RU', reducedMotion: 'reduce' });
    page = await context.newPage();
    page.setDefaultTimeout(10_000);
    page.on('pageerror', (error) => faults.push(error.message));
    await page.goto(`http://127.0.0.1:${String(world.port)}/console/`);
  });
  after(async () => {
    await page.context().close();
    await world.close();
  });

  const composer = () => page.getByRole('textbox', { name: 'Ответ гражданину' });
  const offers = () => page.getByRole('article', { name: /^Новый чат/ });
  const focusedTag = () => page.evaluate(() => document.activeElement?.tagName);
  const tabTo = async (name: string) => {
    const isThere = () =>
      page.evaluate(
        (wanted) =>
          document.activeElement?.tagName === 'BUTTON' &&
          document.activeElement.textContent.includes(wanted),
        name,
      );
    for (let step = 0; step < 40 && !(await isThere()); step += 1) await page.keyboard.press('Tab');
    expect(await isThere(), `${name} is reached by Tab`).to.equal(true);
  };

  it('signs in and goes on the line', async () => {
    await page.locator('input:focus').waitFor();
    await page.keyboard.type('operator-1');
    await page.keyboard.press('Tab');
    await page.keyboard.type('korrekt horse 17');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Мои чаты' }).waitFor();
    await page.getByText('Вы не на линии.').waitFor();
    await tabTo('Выйти на линию');
    await page.keyboard.press('Enter');
    await page.getByText('Вы на линии.').waitFor();
  });

  it('accepts by a key, answers, and keeps the focus when another offer comes', async () => {
    citizen = await world.citizen();
    await citizen.open('payments: оплата прошла дважды');
    await offers().waitFor();
    await page.keyboard.press('Alt+Enter');
    await composer().waitFor();
    expect(await focusedTag()).to.equal('TEXTAREA');

    await page.keyboard.type('Здравствуйте. ');
    const other = await world.citizen();
    await other.open('profile: сменить фамилию');
    await offers().waitFor();
    await page.keyboard.type('Проверяю платёж.');
    await page.keyboard.press('Enter');
    const heard = await citizen.until(
      () =>
        citizen
          .payloads('session:event')
          .find(
            ({ event }) => event.kind === 'message.created' && event.body.author === 'operator',
          ),
      'the answer',
    );
    expect(heard.event.body).to.include({ text: 'Здравствуйте. Проверяю платёж.' });
  });

  it('leaves a note that never reaches the citizen, and moves the stage', async () => {
    await page.keyboard.press('Alt+KeyN');
    await page.keyboard.type('Похоже на сбой банка');
    await page.keyboard.press('Enter');
    await page.getByText('Похоже на сбой банка').waitFor();
    await page.getByText('заметка, гражданин не видит').waitFor();
    await world.settle();
    expect(citizen.wire.lines.join()).not.to.include('сбой банка');
    await page.keyboard.press('Alt+Period');
    await page.locator('.station[aria-current=step]', { hasText: 'Личность' }).waitFor();
  });

  it('keeps the draft through a reload', async () => {
    await page.keyboard.press('Alt+KeyW');
    await page.keyboard.type('Недописанное');
    await page.reload();
    await composer().waitFor();
    expect(await composer().inputValue()).to.equal('Недописанное');
  });

  it('closes with a summary', async () => {
    await page.keyboard.press('Alt+KeyK');
    await page.getByRole('dialog', { name: 'Завершить чат' }).waitFor();
    await page.keyboard.type('Платёж найден, второй вернётся за три дня.');
    await tabTo('Завершить и спросить, помогло ли');
    await page.keyboard.press('Enter');
    await page.getByText('Спросили гражданина, помогло ли.').waitFor();
    expect(faults).to.deep.equal([]);
  });
});
