import { expect } from 'chai';
import express from 'express';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { findSerious } from '../helpers/axe.js';
import { browserStartMs, startTestBrowser } from '../helpers/browser.js';

describe('widget gallery', function () {
  this.timeout(browserStartMs);
  let server: Server;
  let page: Page;
  let url: string;
  const faults: string[] = [];

  before(async () => {
    const app = express();
    app.use('/widget', express.static('dist/widget'));
    server = app.listen(0, '127.0.0.1');
    await new Promise<void>((resolve) => void server.once('listening', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/widget/gallery.html`;
    const browser = await startTestBrowser();
    const context = await browser.newContext({
      viewport: { width: 400, height: 640 },
      reducedMotion: 'reduce',
    });
    page = await context.newPage();
    page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`));
  });
  after(async () => {
    await page.context().close();
    await new Promise((resolve) => server.close(resolve));
  });

  const listStates = async (): Promise<string[]> => {
    await page.goto(url);
    const links = await page
      .getByRole('link')
      .evaluateAll((found) => found.map((link) => (link as HTMLAnchorElement).href));
    return [...new Set(links.flatMap((link) => new URL(link).searchParams.get('state') ?? []))];
  };

  for (const theme of ['light', 'dark']) {
    it(`has nothing serious for axe in any state, and fits 320 px, ${theme}`, async () => {
      const states = await listStates();
      expect(states).to.have.length.above(20);
      const found: string[] = [];
      for (const state of states) {
        await page.setViewportSize({ width: 320, height: 640 });
        await page.goto(`${url}?state=${state}&theme=${theme}&locale=ru`);
        await page.locator('#root > *').first().waitFor();
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        if (wide > 320) found.push(`${state}: ${wide} px wide`);
        found.push(...(await findSerious(page)).map((finding) => `${state}: ${finding}`));
      }
      expect(found).to.deep.equal([]);
      expect(faults).to.deep.equal([]);
    });
  }
});
