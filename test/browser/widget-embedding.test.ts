import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import type { BrowserContext, Page } from 'playwright-core';
import type { LiniyaApi } from '../../widget/loader/loader.js';
import { browserStartMs, startTestBrowser } from '../helpers/browser.js';
import { listWidgetSizes, serveBuiltPages, type BuiltPages } from '../helpers/built-pages.js';

const kilobyte = 1_024;

describe('widget on a page of another site', function () {
  this.timeout(browserStartMs);
  let widget: BuiltPages;
  let sizes: ReadonlyMap<string, number>;
  let context: BrowserContext;
  let page: Page;

  before(async () => {
    widget = await serveBuiltPages('widget');
    sizes = await listWidgetSizes();
    const origin = `http://localhost:${String(widget.port)}`;
    const policy = `default-src 'none'; script-src ${origin}; frame-src ${origin}`;
    widget.addPage(
      'host',
      `<!doctype html><html lang="ru"><meta http-equiv="content-security-policy" content="${policy}">
       <title>Host</title><h1>Host</h1>
       <script src="${origin}/widget/loader.js" data-accent="#ffe000" data-locale="ru" async></script></html>`,
    );
    context = await (await startTestBrowser()).newContext({ locale: 'ru-RU' });
  });
  after(async () => {
    await context.close();
    await widget.close();
  });
  beforeEach(async () => {
    page = await context.newPage();
    await page.goto(`http://127.0.0.1:${String(widget.port)}/host`);
    await page.waitForFunction(() => 'Liniya' in window);
  });
  afterEach(() => page.close());

  const launcher = () => page.getByRole('button', { name: 'Служба поддержки' });
  const chat = () => page.frameLocator('iframe[title="Служба поддержки"]');
  /** Without a server behind it the chat says that it did not load: enough to know that it runs. */
  const chatIsThere = () => chat().getByText('Чат не загрузился').waitFor();

  it('costs the page one small script, and a frame only when it is wanted', async () => {
    expect(sizes.get('loader.js')).to.be.at.most(1.5 * kilobyte);
    expect(await page.locator('iframe').count()).to.equal(0);
    await launcher().click();
    await chatIsThere();
    expect(await page.locator('iframe').count()).to.equal(1);
    expect(await launcher().isVisible()).to.equal(false);
  });

  it('shows its first frame within 35 KB, fonts apart, and brings no more than 60 KB later', async () => {
    const asked = new Set<string>();
    const alone = await context.newPage();
    alone.on('request', (request) =>
      asked.add(new URL(request.url()).pathname.replace('/widget/', '')),
    );
    await alone.goto(`http://localhost:${String(widget.port)}/widget/app.html`);
    await alone.getByText('Чат не загрузился').waitFor();
    await alone.waitForLoadState('networkidle');
    await alone.close();
    const sum = (files: string[]) =>
      files.reduce((bytes, file) => bytes + (sizes.get(file) ?? 0), 0);
    const pages = /^(loader\.js|portal|native-host|gallery|assets\/gallery)/;
    const later = [...sizes.keys()].filter((file) => !asked.has(file) && !pages.test(file));
    expect([...asked].filter((file) => file.endsWith('.js'))).to.have.length.above(1);
    expect(sum([...asked])).to.be.at.most(35 * kilobyte);
    expect(sum(later)).to.be.at.most(60 * kilobyte);
  });

  it('asks for what `npm run sizes` adds up as the first frame, and brings no validator', async () => {
    const gated =
      /^(app\.html|assets\/((app|signals\.module|texts|jsxRuntime|use-chat|passing|rolldown-runtime|font)-.{8}\.(js|css)|ru-.{8}\.js))$/;
    const asked: string[] = [];
    const alone = await context.newPage();
    alone.on('request', (request) =>
      asked.push(new URL(request.url()).pathname.replace('/widget/', '')),
    );
    await alone.goto(`http://localhost:${String(widget.port)}/widget/app.html`);
    await alone.getByText('Чат не загрузился').waitFor();
    await alone.waitForLoadState('networkidle');
    await alone.close();
    expect(asked.filter((file) => sizes.has(file) && !gated.test(file))).to.deep.equal([]);
    for (const file of sizes.keys()) {
      const text = await readFile(join('dist', 'widget', file), 'utf8');
      expect(/_zod|ZodError/.test(text), file).to.equal(false);
    }
  });

  it('is worked by the keyboard and gives the focus back', async () => {
    await launcher().focus();
    await page.keyboard.press('Enter');
    await chatIsThere();
    await chat().getByRole('button', { name: 'Попробовать ещё раз' }).focus();
    await page.keyboard.press('Escape');
    await launcher().waitFor();
    expect(await launcher().evaluate((button) => button.matches(':focus'))).to.equal(true);
  });

  it('tells the page what happens and does what it asks', async () => {
    const told = await page.evaluate(async () => {
      const heard: string[] = [];
      const api = (window as unknown as { Liniya: LiniyaApi }).Liniya;
      const stop = api.on('open', () => heard.push('open'));
      const ready = new Promise<void>((resolve) => api.on('ready', () => resolve()));
      api.on('close', () => heard.push('close'));
      api.open();
      await ready;
      api.close();
      stop();
      api.open();
      return heard;
    });
    expect(told).to.deep.equal(['open', 'close']);
    await chatIsThere();
  });

  it('listens to its own frame alone, and only with the right number', async () => {
    await launcher().click();
    await chatIsThere();
    // From the page itself, from a frame of the page's origin, and from the chat's frame without the nonce.
    await page.evaluate(() => postMessage({ type: 'close', liniya: 'guess' }, '*'));
    const frame = page.frames().find((known) => known.url().includes('app.html'));
    await frame?.evaluate(() => parent.postMessage({ type: 'close', liniya: 'guess' }, '*'));
    await frame?.evaluate(() => parent.postMessage({ type: 'close' }, '*'));
    await frame?.evaluate(() => parent.postMessage(null, '*'));
    expect(await page.locator('iframe').isVisible()).to.equal(true);
  });

  it('writes dark words on a light accent', async () => {
    const colours = await launcher().evaluate((button) => {
      const { color, backgroundColor } = getComputedStyle(button);
      return { color, backgroundColor };
    });
    expect(colours).to.deep.equal({ color: 'rgb(0, 0, 0)', backgroundColor: 'rgb(255, 224, 0)' });
  });
});
