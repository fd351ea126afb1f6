import { expect } from 'chai';
import type { BrowserContext, Page } from 'playwright-core';
import { browserStartMs, startTestBrowser } from '../helpers/browser.js';
import { readDevice } from '../helpers/device.js';
import { LiveWorld } from '../helpers/live-world.js';

describe('A widget that an older one was before, or that can seal nothing', function () {
  this.timeout(30_000);
  let world: LiveWorld;
  let context: BrowserContext;
  let page: Page;

  before(async function () {
    this.timeout(browserStartMs);
    await startTestBrowser();
    world = await LiveWorld.create(60_000);
  });
  after(() => world.close());
  beforeEach(async () => {
    context = await (await startTestBrowser()).newContext({ locale: 'ru-RU' });
    page = await context.newPage();
    page.setDefaultTimeout(10_000);
    page.on('pageerror', (error) => world.troubles.push(error.message));
  });
  afterEach(async () => {
    await context.close();
    expect(world.troubles).to.deep.equal([]);
  });

  const path = '/widget/app.html?mode=fullpage';
  const origin = () => `http://127.0.0.1:${String(world.port)}`;
  const field = () => page.getByRole('textbox');
  const holds = (words: string) =>
    page.waitForFunction((wanted) => document.querySelector('textarea')?.value === wanted, words);
  const inTheClear = () => page.evaluate(() => Object.keys(localStorage).sort());
  /** What an older widget wrote down. */
  const leaveDraft = () =>
    page.evaluate(() => localStorage.setItem('liniya.draft.new', 'Старый черновик'));

  it('takes over what lies in the clear, once, and seals it', async () => {
    await page.goto(`${origin()}/healthz`);
    await leaveDraft();
    await page.goto(origin() + path);
    await holds('Старый черновик');
    await page.waitForFunction(() => localStorage.getItem('liniya.draft.new') === null);
    expect((await readDevice(page, 'liniya.citizen')).text).to.not.include('Старый');
    await page.reload();
    await holds('Старый черновик');
  });

  it('works where the page is no safe place: words live as long as it, and nowhere else', async () => {
    // A host of plain HTTP, which a browser gives neither `crypto.subtle` nor locks.
    await context.route('http://plain.example/**', async (route) => {
      const { pathname, search } = new URL(route.request().url());
      await route.fulfill({
        response: await route.fetch({ url: origin() + pathname + search }),
      });
    });
    await context.routeWebSocket(/plain\.example/, (socket) => void socket.close());
    await page.goto(`http://plain.example${path}`);
    await field().waitFor();
    expect(await page.evaluate(() => isSecureContext)).to.equal(false);
    await leaveDraft();
    await page.reload();
    await holds('Старый черновик');
    await field().fill('Новый черновик');
    expect(await inTheClear()).to.deep.equal([]);
    await page.reload();
    await field().waitFor();
    expect(await field().inputValue()).to.equal('');
    expect(await inTheClear()).to.deep.equal([]);
  });
});
