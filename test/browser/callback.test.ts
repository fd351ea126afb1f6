import { expect } from 'chai';
import type { BrowserContext, Page } from 'playwright-core';
import { browserStartMs, startTestBrowser } from '../helpers/browser.js';
import { World, namedClassifier } from '../helpers/world.js';

/** One citizen who comes when the pool is closed, in the widget, on the real server. */
describe('A citizen who does not want to wait', function () {
  this.timeout(60_000);
  let world: World;
  let context: BrowserContext;
  let page: Page;
  const faults: string[] = [];

  before(async function () {
    this.timeout(browserStartMs);
    const browser = await startTestBrowser();
    world = await World.create({ classifier: namedClassifier });
    // Open all day, on every day but this one, and the two beside it for the worst of time zones.
    const week = Array.from({ length: 7 }, (_, index) => {
      const weekday = new Date(world.clock.nowMs()).getUTCDay() || 7;
      const days = (index + 1 - weekday + 7) % 7;
      return days >= 2 && days <= 5 ? [{ from: '00:00', to: '24:00' }] : [];
    });
    await world.changePool(
      'payments',
      { hours: { timeZone: 'UTC', week, followsCalendar: false } },
      ['overflow'],
    );
    context = await browser.newContext({
      ...{ viewport: { width: 400, height: 720 }, locale: 'ru-RU', reducedMotion: 'reduce' },
    });
    page = await context.newPage();
    page.setDefaultTimeout(15_000);
    page.on('pageerror', (error) => faults.push(error.message));
    await page.goto(`http://127.0.0.1:${String(world.port)}/widget/app.html?mode=fullpage`);
  });
  after(async () => {
    expect(faults).to.deep.equal([]);
    await context.close();
    await world.close();
  });

  const sees = (text: string | RegExp) => page.getByText(text).first().waitFor();
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const card = (name: string | RegExp) => page.getByRole('region', { name });
  const isFocusIn = (name: string | RegExp) =>
    card(name).evaluate((element) => element.contains(document.activeElement));

  it('is offered a call and to leave the appeal', async () => {
    await page.getByRole('textbox').fill('payments: деньги списали дважды');
    for (const box of await page.getByRole('checkbox').all()) await box.check();
    await press('Начать чат');
    await sees('Сейчас нерабочее время');
    await card('Не хотите ждать?').getByRole('button', { name: 'Оставить обращение' }).waitFor();
  });

  it('books a call by the keyboard, after a number that is none', async () => {
    await card('Не хотите ждать?').getByRole('button', { name: 'Заказать звонок' }).press('Enter');
    const form = card('Заказать звонок');
    await form.getByRole('radio').first().waitFor();
    expect(await isFocusIn('Заказать звонок'), 'the focus goes along').to.equal(true);
    expect(await page.getByText('Как с вами связаться?').count()).to.equal(0);
    await form
      .getByRole('group', { name: 'Время по вашим часам' })
      .getByRole('radio')
      .nth(3)
      .focus();
    await page.keyboard.press('Space');
    await form.getByRole('textbox', { name: 'Телефон' }).fill('12-34');
    await page.keyboard.press('Enter');
    await sees('Проверьте номер');
    expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).name)).to.equal(
      'phone',
    );
    await form.getByRole('textbox', { name: 'Телефон' }).fill('8 916 123-45-67');
    await page.keyboard.press('Enter');
    await card(/^Звонок: /).waitFor();
    await sees('Звонок заказан: ');
    await card(/^Звонок: /)
      .getByText('•••-••-67')
      .waitFor();
    expect(await isFocusIn(/^Звонок: /)).to.equal(true);
    await page.reload();
    await card(/^Звонок: /)
      .getByText('•••-••-67')
      .waitFor();
  });

  it('moves it, naming the number again', async () => {
    await press('Изменить');
    const form = card(/^Звонок: /);
    const times = form.getByRole('group', { name: 'Время по вашим часам' });
    await times.getByRole('radio', { checked: true }).waitFor();
    await times.getByRole('radio', { checked: false }).first().check({ force: true });
    await form.getByRole('textbox', { name: 'Телефон' }).fill('+7 916 123-45-89');
    await press('Сохранить');
    await form.getByText('•••-••-89').waitFor();
  });

  it('cancels it and is back in the queue', async () => {
    await press('Отменить звонок');
    await sees('Звонок отменён.');
    await sees('Вы снова в очереди, на прежнем месте.');
    await card('Не хотите ждать?').waitFor();
  });

  it('leaves the appeal, and waits in the chat again', async () => {
    await press('Оставить обращение');
    await sees('Оператор ответит письменно');
    await sees('Вы оставили обращение.');
    await press('Ждать ответа в чате');
    await sees('Вы снова ждёте ответа в чате.');
    await card('Не хотите ждать?').waitFor();
  });

  it('hears calmly that a slot has just been taken, and keeps the number', async () => {
    await press('Заказать звонок');
    const form = card('Заказать звонок');
    const first = form
      .getByRole('group', { name: 'Время по вашим часам' })
      .locator('label')
      .first();
    const taken = await first.textContent();
    await first.click();
    await form.getByRole('textbox', { name: 'Телефон' }).fill('8 916 123-45-67');
    for (let others = 0; others < 2; others += 1) {
      const other = await world.arrive();
      const { slots } = await other.ask('callback:slots', { sessionId: other.sessionId });
      await other.ask('callback:book', {
        ...{ sessionId: other.sessionId, clientCallbackId: `other-${'0'.repeat(16)}` },
        ...{ callAt: slots[0] ?? '', phone: '+79160000000' },
      });
    }
    await form.getByRole('button', { name: 'Заказать звонок' }).click();
    await form.getByText('Это время уже занято. Выберите другое.').waitFor();
    await first.filter({ hasNotText: taken ?? '' }).waitFor();
    expect(await form.getByRole('textbox', { name: 'Телефон' }).inputValue()).to.equal(
      '8 916 123-45-67',
    );
  });
});
