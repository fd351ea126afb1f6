import { expect } from 'chai';
import type { BrowserContext, Page, WebSocketRoute } from 'playwright-core';
import { browserStartMs, startTestBrowser } from '../helpers/browser.js';
import { deviceHolds, readDevice } from '../helpers/device.js';
import { LiveWorld } from '../helpers/live-world.js';

/** The object a webview of Android gives a page; who is signed in there is up to the test. */
const bridge = `window.liniyaNative = { onmessage: null, async postMessage(json) {
  const { nonce, type } = JSON.parse(json);
  if (type === 'ready' || type === 'identity')
    window.liniyaNative.onmessage({ data: JSON.stringify({ nonce, ...(await whoIsThere()) }) });
} };`;

describe('Several tabs of one citizen', function () {
  this.timeout(40_000);
  let world: LiveWorld;
  let context: BrowserContext;

  before(async function () {
    this.timeout(browserStartMs);
    await startTestBrowser();
    world = await LiveWorld.create(60_000);
  });
  after(() => world.close());
  beforeEach(async () => {
    context = await (await startTestBrowser()).newContext({ locale: 'ru-RU' });
  });
  afterEach(async () => {
    await context.close();
    expect(world.troubles).to.deep.equal([]);
  });

  const address = () => `http://127.0.0.1:${String(world.port)}/widget/app.html?mode=fullpage`;
  const field = (page: Page) => page.locator('textarea').first();
  const bubble = (page: Page, text: string) => page.locator('.bubble', { hasText: text });
  /** What a reader does who looks elsewhere: words of the other tab may come. */
  const lookAway = (page: Page) => field(page).evaluate((element) => element.blur());
  const holds = (page: Page, words: string) =>
    page.waitForFunction((wanted) => document.querySelector('textarea')?.value === wanted, words);

  /** A tab whose way to the server can be cut, and which counts what it sent there. */
  const openTab = async () => {
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    page.on('pageerror', (error) => world.troubles.push(error.message));
    const sockets: WebSocketRoute[] = [];
    const tab = { page, sent: [] as string[], isCut: false, cut: () => cut() };
    const cut = async () => {
      tab.isCut = true;
      for (const socket of sockets) await socket.close();
    };
    await page.routeWebSocket(/socket\.io/, (socket) => {
      if (tab.isCut) return void socket.close();
      sockets.push(socket);
      const server = socket.connectToServer();
      socket.onMessage((message) => {
        tab.sent.push(String(message));
        server.send(message);
      });
    });
    await page.route(/socket\.io|\/api\//, (route) =>
      tab.isCut ? route.abort() : route.continue(),
    );
    await page.goto(address());
    return tab;
  };
  const begin = async (page: Page) => {
    await field(page).fill('Не прошла оплата штрафа, деньги списали два раза');
    for (const box of await page.getByRole('checkbox').all()) await box.check();
    await page.getByRole('button', { name: 'Начать чат' }).click();
    await bubble(page, 'Не прошла оплата').waitFor();
  };

  it('write one draft, and never under the hands of who writes', async () => {
    const [one, other] = [await openTab(), await openTab()];
    await begin(one.page);
    await other.page.reload();
    await bubble(other.page, 'Не прошла оплата').waitFor();
    await lookAway(other.page);
    await field(one.page).fill('Написано в первой');
    await holds(other.page, 'Написано в первой');

    await field(other.page).focus();
    await field(one.page).fill('Написано в первой и дальше');
    await field(other.page).pressSequentially('!');
    expect(await field(other.page).inputValue()).to.match(/^Написано в первой!$/);
    await lookAway(one.page);
    await holds(one.page, 'Написано в первой!');
    await one.page.reload();
    await holds(one.page, 'Написано в первой!');
  });

  it('show what one of them has on its way, and send it once, also when that one has gone', async () => {
    const one = await openTab();
    await begin(one.page);
    const other = await openTab();
    await bubble(other.page, 'Не прошла оплата').waitFor();
    await one.cut();
    await field(one.page).fill('Слово без связи');
    await field(one.page).press('Enter');
    await bubble(one.page, 'Слово без связи').waitFor();
    await bubble(other.page, 'Слово без связи').waitFor();
    await other.page.getByText('Отправляется').waitFor();
    await field(other.page).fill('Слово со связью');
    await field(other.page).press('Enter');
    const arrived = other.page.locator('.message', { hasText: 'Слово со связью' });
    await arrived.locator('.is-sent, .is-delivered, .is-read').waitFor();
    const sends = (words: string) => other.sent.filter((frame) => frame.includes(words)).length;
    expect(sends('Слово без связи'), 'the tab that wrote it lives').to.equal(0);

    await one.page.close();
    await other.page.getByText('Отправляется').waitFor({ state: 'detached' });
    expect(sends('Слово без связи')).to.equal(1);
    await other.page.reload();
    await bubble(other.page, 'Слово без связи').waitFor();
    expect(await bubble(other.page, 'Слово без связи').count()).to.equal(1);
    expect((await readDevice(other.page, 'liniya.citizen')).text).to.not.include('out.');
  });

  it('take a message back together', async () => {
    const one = await openTab();
    await begin(one.page);
    const other = await openTab();
    await bubble(other.page, 'Не прошла оплата').waitFor();
    await one.cut();
    await field(one.page).fill('Дойдёт позже');
    await field(one.page).press('Enter');
    await bubble(other.page, 'Дойдёт позже').waitFor();
    one.isCut = false;
    await bubble(one.page, 'Дойдёт позже').waitFor();
    for (const { page } of [one, other])
      await page.getByText('Отправляется').waitFor({ state: 'detached' });
    for (const { page } of [one, other])
      expect(await bubble(page, 'Дойдёт позже').count()).to.equal(1);
    expect(other.sent.join('')).to.not.include('Дойдёт позже');
  });

  it('keep nothing of somebody who signs out, in any of them, and nothing of one for another', async () => {
    let person: string | null = 'citizen-maria';
    const signIdentity = async () => {
      const response = await fetch(
        `http://127.0.0.1:${String(world.port)}/api/demo/identity-token`,
        {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ portalUserId: person }),
        },
      );
      return (await response.json()) as object;
    };
    await context.exposeFunction('whoIsThere', () => (person === null ? {} : signIdentity()));
    await context.addInitScript({ content: bridge });
    const [one, other] = [await openTab(), await openTab()];
    await begin(one.page);
    await other.page.reload();
    await bubble(other.page, 'Не прошла оплата').waitFor();
    await field(one.page).fill('Слова Марии');
    await lookAway(other.page);
    await holds(other.page, 'Слова Марии');
    await deviceHolds(one.page, 'liniya.citizen', 1);
    expect((await readDevice(one.page, 'liniya.citizen')).owners[0]).to.match(/^portal\./);

    // The app signs her out and loads one of its pages anew.
    person = null;
    await one.page.reload();
    await one.page.getByText('Чем помочь?').waitFor();
    await holds(other.page, '');
    await deviceHolds(one.page, 'liniya.citizen', []);
    expect((await readDevice(one.page, 'liniya.citizen')).records).to.equal(0);
    expect(await field(one.page).inputValue()).to.equal('');

    person = 'citizen-nina';
    await other.page.close();
    await one.page.reload();
    await begin(one.page);
    await field(one.page).fill('Слова Нины');
    await deviceHolds(one.page, 'liniya.citizen', 1);
    person = 'citizen-petr';
    await one.page.reload();
    await one.page.getByText('Чем помочь?').waitFor();
    expect(await field(one.page).inputValue()).to.equal('');
    await field(one.page).fill('Слова Петра');
    // One key: what was sealed with Nina's is gone.
    await deviceHolds(one.page, 'liniya.citizen', 1);
    await one.page.reload();
    await holds(one.page, 'Слова Петра');
  });
});
