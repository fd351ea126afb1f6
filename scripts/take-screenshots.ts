// Draws every state of the widget's and the console's galleries, and the demo stage, into docs/screenshots/.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { startTestBrowser, stopTestBrowser } from '../test/helpers/browser.js';
import { serveBuiltPages } from '../test/helpers/built-pages.js';
import { stopTestDatabase } from '../test/helpers/database.js';
import { startDemo } from '../test/helpers/running-demo.js';

const folder = 'docs/screenshots';
const themes = ['light', 'dark'] as const;
type Theme = (typeof themes)[number];

const newPage = async (browser: Browser, width: number, height: number, theme: Theme) => {
  const context = await browser.newContext({
    ...{ viewport: { width, height }, colorScheme: theme, reducedMotion: 'reduce' },
    locale: 'ru-RU',
  });
  return context.newPage();
};

/** Fonts and pictures are there, and what a state plays after its first frame has come. */
const settle = async (page: Page): Promise<void> => {
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(250);
};

const keep = async (page: Page, name: string): Promise<void> => {
  const picture = await page.screenshot();
  await sharp(picture).webp({ quality: 88, effort: 6 }).toFile(`${folder}/${name}.webp`);
};

/** Every state at the panel's size in the light and at the narrowest phone in the dark. */
const drawWidget = async (browser: Browser): Promise<string[]> => {
  const pages = await serveBuiltPages('widget');
  const url = `http://127.0.0.1:${String(pages.port)}/widget/gallery.html`;
  const index = await newPage(browser, 1_280, 800, 'light');
  await index.goto(url);
  await index.locator('h2').first().waitFor();
  const states = await index.locator('h2').evaluateAll((found) => found.map(({ id }) => id));
  for (const theme of themes) {
    const page = await newPage(browser, theme === 'light' ? 400 : 320, 640, theme);
    for (const state of states) {
      await page.goto(`${url}?state=${state}&theme=${theme}&locale=ru`);
      await page.locator('html[data-ready]').waitFor();
      await settle(page);
      await keep(page, `widget/${state}-${theme}`);
    }
  }
  await pages.close();
  return states;
};

/** Every screen at both of a desk's sizes: the smaller in the light, the larger in the dark. */
const drawConsole = async (browser: Browser): Promise<string[]> => {
  const pages = await serveBuiltPages('console');
  const url = `http://127.0.0.1:${String(pages.port)}/console/gallery.html`;
  const index = await newPage(browser, 1_280, 800, 'light');
  await index.goto(url);
  const links = index.locator('a[href*="screen="]');
  await links.first().waitFor();
  const found = await links.evaluateAll((all) =>
    all.map((link) => new URL((link as HTMLAnchorElement).href).searchParams.get('screen') ?? ''),
  );
  const screens = [...new Set(found)];
  for (const theme of themes) {
    const [width, height] = theme === 'light' ? [1_280, 800] : [1_680, 1_000];
    const page = await newPage(browser, width, height, theme);
    for (const screen of screens) {
      await page.goto(`${url}?screen=${screen}&theme=${theme}&locale=ru`);
      await page.locator('main').first().waitFor();
      await settle(page);
      await keep(page, `console/${screen}-${theme}`);
    }
  }
  await pages.close();
  return screens;
};

/** The stage as a visitor finds it, with the operator at work. */
const drawStage = async (browser: Browser): Promise<void> => {
  const demo = await startDemo({ LINIYA_SIMULATION: 'true' });
  for (const theme of themes) {
    const page = await newPage(browser, 1_440, 900, theme);
    await page.goto(demo.address);
    await settle(page);
    await page.waitForTimeout(3_000);
    await keep(page, `stage-${theme}`);
    await page.context().close();
  }
  await demo.close();
};

const table = (room: string, names: readonly string[]): string =>
  names
    .map((name) => {
      const cells = themes.map((theme) => `![${name}, ${theme}](${room}/${name}-${theme}.webp)`);
      return `### ${name}\n\n${cells.join(' ')}\n`;
    })
    .join('\n');

await rm(folder, { recursive: true, force: true });
for (const room of ['widget', 'console']) await mkdir(`${folder}/${room}`, { recursive: true });
const browser = await startTestBrowser();
const states = await drawWidget(browser);
const screens = await drawConsole(browser);
await drawStage(browser);
await stopTestBrowser();
await stopTestDatabase();
await writeFile(
  `${folder}/README.md`,
  [
    '# Every screen\n\nDrawn by `npm run screenshots` from the galleries and the demo stage.\n',
    '## The demo stage\n\n![Light](stage-light.webp) ![Dark](stage-dark.webp)\n',
    `## The widget: 400 px in the light, 320 px in the dark\n\n${table('widget', states)}`,
    `## The console: 1280 px in the light, 1680 px in the dark\n\n${table('console', screens)}`,
  ].join('\n'),
);
