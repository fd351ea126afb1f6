import { expect } from 'chai';
import type { BrowserContext, FrameLocator, Page } from 'playwright-core';
import { browserStartMs, startTestBrowser } from '../helpers/browser.js';
import { startDemo, type RunningDemo } from '../helpers/running-demo.js';

describe('The first three minutes on the stage', function () {
  this.timeout(browserStartMs);
  let demo: RunningDemo;
  let context: BrowserContext;
  let page: Page;
  const troubles: string[] = [];

  const open = async (locale: string): Promise<void> => {
    const browser = await startTestBrowser();
    context = await browser.newContext({ locale, viewport: { width: 1280, height: 800 } });
    page = await context.newPage();
    page.on('pageerror', (error) => troubles.push(error.message));
    await page.goto(demo.address);
  };
  const pane = (name: string): FrameLocator => page.frameLocator(`#pane-${name} iframe`);
  const tab = (name: RegExp) => page.getByRole('tab', { name });

  before(async () => {
    demo = await startDemo({ LINIYA_SIMULATION: 'true' });
  });
  after(() => demo.close());
  afterEach(async () => {
    await context.close();
    expect(troubles).to.deep.equal([]);
  });

  it('bring a question to the operator within a second, and the called senior to its chat', async () => {
    await open('ru-RU');
    await pane('operator').getByText('Мои чаты').first().waitFor();
    await pane('portal').getByRole('button', { name: 'Служба поддержки' }).click();
    const chat = pane('portal').frameLocator('iframe');
    await chat.getByRole('textbox').fill('Не прошла оплата штрафа, деньги списали два раза');
    for (const box of await chat.getByRole('checkbox').all()) await box.check();
    const hosts = page.frames().map((frame) => new URL(frame.url()).hostname);
    expect(
      hosts.filter((host) => host === 'localhost'),
      'the chat is of another site',
    ).to.have.length(1);

    await chat.getByRole('button', { name: 'Начать чат' }).click();
    const askedAt = performance.now();
    const accept = pane('operator').getByRole('button', { name: /Принять/ });
    await accept.waitFor();
    expect(performance.now() - askedAt).to.be.below(1_000);
    await accept.click();
    await chat.getByText('Анна Крылова, оператор, в чате').first().waitFor();

    await chat.getByRole('button', { name: 'Старший специалист' }).click();
    await chat.getByText('Подключится в течение').waitFor();
    await tab(/Старший.*1$/).click();
    await pane('senior')
      .getByRole('button', { name: /Принять/ })
      .click();
    await chat.getByText('Игорь Белов').first().waitFor();
    await tab(/Руководитель/).click();
    await pane('supervisor').getByText('Обзор').first().waitFor();
  });

  it('speak English to an English browser, the portal too', async () => {
    await open('en-GB');
    await page.getByText('Start here').waitFor();
    await pane('portal').getByText('What do you need to do?').waitFor();
    await pane('portal').getByRole('button', { name: 'Support', exact: true }).waitFor();
    await pane('operator').getByText('My chats').first().waitFor();
    await page.getByRole('radio', { name: 'Рус' }).check();
    await pane('portal').getByText('Что вам нужно сделать?').waitFor();
  });
});
