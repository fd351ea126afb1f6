import { expect } from 'chai';
import type { BrowserContext, Page } from 'playwright-core';
import { browserStartMs, startTestBrowser } from '../helpers/browser.js';
import { ServerProcess } from '../helpers/server-process.js';

describe('A widget and a console whose server is switched off and on', function () {
  this.timeout(120_000);
  let server: ServerProcess;
  const contexts: BrowserContext[] = [];

  before(async function () {
    this.timeout(browserStartMs);
    await startTestBrowser();
    server = await ServerProcess.start();
  });
  after(async () => {
    for (const context of contexts) await context.close();
    await server.close();
  });

  const visit = async (path: string, width: number): Promise<Page> => {
    const browser = await startTestBrowser();
    const viewport = { width, height: 800 };
    const context = await browser.newContext({ viewport, locale: 'ru-RU' });
    contexts.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    await page.goto(`${server.address}${path}`);
    return page;
  };
  /** The moment a countdown's own words promise, «до 12:34». */
  const promised = async (page: Page): Promise<string> => {
    const words = await page
      .getByText(/до \d\d:\d\d/)
      .first()
      .innerText();
    return /до (\d\d:\d\d)/.exec(words)?.[1] ?? '';
  };

  it('say so, keep every word, and go on as if nothing had been', async () => {
    const operator = await visit('/console/?demo=operator', 1280);
    await operator.getByRole('navigation').first().waitFor();
    const citizen = await visit('/widget/app.html?mode=fullpage', 400);
    await citizen.getByRole('textbox').fill('Не прошла оплата штрафа, деньги списали два раза');
    for (const box of await citizen.getByRole('checkbox').all()) await box.check();
    await citizen.getByRole('button', { name: 'Начать чат' }).click();
    await operator.getByRole('button', { name: /Принять/ }).click();
    await citizen.getByText('Анна Крылова, оператор, в чате').first().waitFor();
    await citizen.getByRole('button', { name: 'Старший специалист' }).click();
    await citizen.getByText('Подключится в течение').waitFor();
    const before = await promised(citizen);
    const draft = operator.locator('textarea').first();
    await draft.fill('Проверяю оплату, минуту');

    await server.cutPower();
    await citizen.getByText('Нет связи. Сообщения отправятся').waitFor();
    await citizen.locator('textarea').first().fill('Вы ещё здесь?');
    await citizen.locator('textarea').first().press('Enter');
    await citizen.getByText('Отправляется').first().waitFor();
    await operator
      .getByText(/[Сс]вяз/)
      .first()
      .waitFor();

    await server.start();
    await operator.getByText('Вы ещё здесь?').first().waitFor();
    await citizen.getByText('Нет связи').waitFor({ state: 'hidden' });
    await citizen
      .getByText(/Отправлено|Доставлено|Прочитано/)
      .last()
      .waitFor();
    expect(await citizen.locator('.bubble', { hasText: 'Вы ещё здесь?' }).count()).to.equal(1);
    expect(await promised(citizen)).to.equal(before);
    expect(await draft.inputValue()).to.equal('Проверяю оплату, минуту');
    await draft.press('Enter');
    await citizen.getByText('Проверяю оплату, минуту').first().waitFor();
    const bubbles = operator.locator('.bubble', { hasText: 'Вы ещё здесь?' });
    expect(await bubbles.count()).to.equal(1);
  });
});
