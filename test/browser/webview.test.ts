import { expect } from 'chai';
import type { BrowserContext, Page } from 'playwright-core';
import { browserStartMs, startTestBrowser } from '../helpers/browser.js';
import { LiveWorld } from '../helpers/live-world.js';

interface Heard {
  type: string;
  nonce: string;
  url?: string;
}

/** The object a webview of Android gives a page: words go out by `postMessage`, replies come to `onmessage`. */
const androidBridge =
  'window.liniyaNative = { onmessage: null, postMessage(json) { void nativeHears(json); } };';

/** The one of iOS: each message is answered by a promise. */
const appleBridge =
  'window.webkit = { messageHandlers: { liniya: { postMessage: (message) => nativeHears(JSON.stringify(message)) } } };';

describe('chat in the webview of a mobile app', function () {
  this.timeout(20_000);
  let world: LiveWorld;
  let context: BrowserContext;
  let page: Page;
  let heard: Heard[];
  let redeemed: string[];
  let wake: () => void;

  before(async function () {
    this.timeout(browserStartMs);
    await startTestBrowser();
    world = await LiveWorld.create(60_000);
  });
  after(() => world.close());
  afterEach(() => context.close());

  const origin = () => `http://127.0.0.1:${world.port}`;
  const signIdentity = async (portalUserId: string): Promise<string> => {
    const response = await fetch(`${origin()}/api/demo/identity-token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ portalUserId }),
    });
    return ((await response.json()) as { identityToken: string }).identityToken;
  };
  const open = async (bridge: string, reply: (message: Heard) => unknown) => {
    heard = [];
    redeemed = [];
    wake = () => undefined;
    context = await (await startTestBrowser()).newContext({ locale: 'ru-RU' });
    page = await context.newPage();
    page.setDefaultTimeout(10_000);
    page.on('request', (request) => {
      if (new URL(request.url()).pathname !== '/api/citizen/token') return;
      const body = request.postDataJSON() as { identityToken?: string };
      redeemed.push(body.identityToken ?? 'guest');
    });
    await page.exposeFunction('nativeHears', (json: string) => {
      const message = JSON.parse(json) as Heard;
      heard.push(message);
      wake();
      return reply(message);
    });
    await page.addInitScript({ content: bridge });
    await page.goto(`${origin()}/widget/app.html?mode=fullpage`);
  };
  const hears = async (type: string): Promise<Heard> => {
    for (;;) {
      const found = heard.find((message) => message.type === type);
      if (found) return found;
      await new Promise<void>((resolve) => (wake = resolve));
    }
  };
  const isAsking = () => page.getByText('Чем помочь?').waitFor();

  it('takes the token of Android’s bridge, with the nonce of its question, and from nobody else', async () => {
    await open(androidBridge, () => undefined);
    const { nonce } = await hears('ready');
    const [own, foreign] = [
      await signIdentity('citizen-maria'),
      await signIdentity('citizen-mallory'),
    ];
    const reply = (data: unknown) =>
      page.evaluate((json) => {
        const { liniyaNative } = window as unknown as {
          liniyaNative: { onmessage: (event: { data: string }) => void };
        };
        liniyaNative.onmessage({ data: json });
      }, JSON.stringify(data));
    await reply({ nonce: 'guess', identityToken: foreign });
    await reply({ identityToken: foreign });
    await reply(null);
    // A frame in the page, and the page itself, which know the nonce but are not the bridge.
    await page.evaluate(() => document.body.append(document.createElement('iframe')));
    for (const frame of page.frames())
      await frame.evaluate(
        (forged) => {
          for (const message of forged) top?.postMessage(message, '*');
        },
        [
          { nonce, identityToken: foreign },
          { type: 'identity', token: foreign, liniya: nonce },
          { type: 'init', isSignedIn: true, isOpen: true, liniya: nonce },
        ],
      );
    expect(redeemed).to.deep.equal([]);
    await reply({ nonce, identityToken: own });
    await isAsking();
    // The nonce is spent.
    await reply({ nonce, identityToken: foreign });
    await page.getByRole('tab', { name: 'Обращения' }).click();
    await page.getByText('Обращений пока нет.').waitFor();
    expect(redeemed).to.deep.equal([own]);
    expect(new Set(heard.map((message) => message.nonce)).size).to.equal(heard.length);
  });

  it('takes the token of iOS’s bridge, hands it downloads by ticket, and asks it to close', async () => {
    const own = await signIdentity('citizen-nina');
    await open(appleBridge, ({ type, nonce }) =>
      type === 'ready' ? { nonce, identityToken: own } : { nonce },
    );
    await isAsking();
    expect(redeemed).to.deep.equal([own]);
    await page.getByRole('textbox').fill('Не прошла оплата штрафа, деньги списали два раза');
    for (const box of await page.getByRole('checkbox').all()) await box.check();
    await page.getByRole('button', { name: 'Начать чат' }).click();
    await page.getByRole('button', { name: 'Действия' }).click();
    await page.getByRole('button', { name: 'Скачать переписку' }).click();
    const { url = '' } = await hears('download');
    expect(new URL(url).origin).to.equal(origin());
    const file = await fetch(url);
    expect(file.headers.get('content-disposition')).to.match(/^attachment/);
    expect((await file.text()).slice(0, 5)).to.equal('%PDF-');
    expect((await fetch(url)).status, 'a ticket works once').to.be.at.least(400);
    await page.getByRole('button', { name: 'Свернуть чат' }).click();
    await hears('close');
    expect(world.troubles).to.deep.equal([]);
  });

  it('goes on as a guest where the reply carries another nonce or the app refuses', async () => {
    const foreign = await signIdentity('citizen-mallory');
    await open(appleBridge, () => ({ nonce: 'guess', identityToken: foreign }));
    await isAsking();
    await context.close();
    await open(appleBridge, () => Promise.reject(new Error('refused')));
    await isAsking();
    expect(redeemed).to.deep.equal([]);
  });

  it('is shown by the demo host, which plays the app', async () => {
    context = await (await startTestBrowser()).newContext({ locale: 'ru-RU' });
    page = await context.newPage();
    await page.goto(`${origin()}/demo/native-host`);
    await page.frameLocator('iframe').getByText('Чем помочь?').waitFor();
    const lines = await page.locator('#talk li').allTextContents();
    const nonces = lines.map((line) => /"nonce":"([^"]+)"/.exec(line)?.[1]);
    const ready = lines.findIndex((line) => line.includes('"type":"ready"'));
    const answer = lines.findIndex((line) => line.includes('identityToken'));
    expect(answer).to.be.greaterThan(ready);
    expect(nonces[answer]).to.equal(nonces[ready]);
  });
});
