import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { findSerious } from '../helpers/axe.js';
import { browserStartMs, startTestBrowser } from '../helpers/browser.js';
import { serveBuiltPages, type BuiltPages } from '../helpers/built-pages.js';

describe('console gallery', function () {
  this.timeout(browserStartMs);
  let gallery: BuiltPages;
  let page: Page;
  let faults: string[];

  before(async () => {
    gallery = await serveBuiltPages('console');
    const browser = await startTestBrowser();
    const context = await browser.newContext({
      viewport: { width: 1_280, height: 800 },
      reducedMotion: 'reduce',
    });
    page = await context.newPage();
    page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`));
  });
  after(async () => {
    await page.context().close();
    await gallery.close();
  });
  beforeEach(() => {
    faults = [];
  });
  afterEach(() => {
    expect(faults, 'errors in the page').to.deep.equal([]);
  });

  const url = () => `http://127.0.0.1:${String(gallery.port)}/console/gallery.html`;
  const open = async (screen: string, theme = 'light', locale = 'ru') => {
    await page.goto(`${url()}?screen=${screen}&theme=${theme}&locale=${locale}`);
    await page.locator('main').first().waitFor();
  };
  const composer = () => page.getByRole('textbox', { name: 'Ответ гражданину' });

  for (const theme of ['light', 'dark']) {
    it(`has nothing serious for axe on any screen, ${theme}`, async () => {
      await page.goto(url());
      const links = await page
        .getByRole('link', { name: theme === 'light' ? 'светлая' : 'тёмная' })
        .evaluateAll((found) => found.map((link) => (link as HTMLAnchorElement).href));
      expect(links).to.have.length.above(20);
      const found: string[] = [];
      for (const link of links) {
        await page.goto(link);
        await page.locator('main').first().waitFor();
        for (const finding of await findSerious(page)) found.push(`${link}: ${finding}`);
      }
      expect(found).to.deep.equal([]);
    });
  }

  for (const theme of ['light', 'dark']) {
    it(`has nothing serious for axe in what opens over a screen, ${theme}`, async () => {
      const byRole = (role: 'button' | 'radio' | 'switch', name: string | RegExp) =>
        page.getByRole(role, { name }).first();
      const openings: Record<string, () => Promise<void>> = {
        talk: () => byRole('button', 'Настройки').click(),
        'off-line': () => page.locator('.self').click(),
        'transfer-pending': () => byRole('button', 'Исправить').click(),
        transfer: async () => {
          await page.getByText('Человеку').click();
          await byRole('button', /Выберите человека/).click();
        },
        close: () => page.getByText('Работа продолжается').click(),
        statistics: () => byRole('button', 'Таблица').click(),
        'all-chats': () => byRole('button', /Все состояния/).click(),
      };
      const found: string[] = [];
      for (const [screen, act] of Object.entries(openings)) {
        await open(screen, theme);
        await act();
        for (const finding of await findSerious(page)) found.push(`${screen}: ${finding}`);
      }
      expect(found).to.deep.equal([]);
    });
  }

  it('moves nothing where the reader wants no motion', async () => {
    await open('offers');
    await page.getByRole('article', { name: /^Передают вам/ }).waitFor();
    const moving = await page.evaluate(() =>
      document
        .getAnimations()
        .flatMap(({ effect }) => (effect as KeyframeEffect).getKeyframes())
        .flatMap((frame) => Object.keys(frame))
        .filter((name) => ['transform', 'translate', 'scale', 'top', 'left'].includes(name)),
    );
    expect(moving).to.deep.equal([]);
  });

  it('inserts a canned reply by the keyboard alone, with its variables filled', async () => {
    await open('talk');
    await composer().pressSequentially('/при');
    await page.getByRole('option', { name: /привет/ }).waitFor();
    await page.keyboard.press('Enter');
    expect(await composer().inputValue()).to.equal(
      'Здравствуйте, Ольга Сергеевна Никитина. Меня зовут Анна Ковалёва.',
    );
  });

  it('knows its shortcuts by the place of the key, as on a Russian layout', async () => {
    await open('talk');
    await composer().focus();
    await page.evaluate(() =>
      document.activeElement?.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'т', code: 'KeyN', altKey: true, bubbles: true }),
      ),
    );
    await page.getByRole('textbox', { name: 'Заметка для сотрудников' }).waitFor();
    expect(await page.getByRole('button', { name: 'Оставить заметку' }).count()).to.equal(1);
  });

  it('keeps the summary when the citizen wrote meanwhile, and says so', async () => {
    await open('close');
    const summary = page.getByRole('textbox', { name: 'Итог для гражданина' });
    await summary.fill('Черновик отправлен, ответ придёт до пятницы.');
    await page.getByRole('button', { name: 'Завершить и спросить, помогло ли' }).click();
    await page.getByRole('alert').filter({ hasText: 'Гражданин написал' }).waitFor();
    expect(await summary.inputValue()).to.equal('Черновик отправлен, ответ придёт до пятницы.');
  });

  it('says who took an offer that is gone, and leaves the focus where it was', async () => {
    await open('offer-lost');
    await page.getByText('Чат ведёт Марина Гущина.').waitFor();
    expect(await page.evaluate(() => document.activeElement?.tagName)).to.equal('BODY');
  });

  it('offers to send again what was refused', async () => {
    await open('failed');
    await page.getByText('Не доставлено.').waitFor();
    expect(await page.getByRole('button', { name: 'Повторить' }).count()).to.equal(1);
    await page.getByRole('button', { name: 'Убрать' }).press('Enter');
    await page.getByText('Сейчас проверю.').waitFor({ state: 'detached' });
  });

  it('reports a call by the keyboard, and says when the next one is', async () => {
    await open('call-due');
    expect(
      await page.locator('.call-to-make a').getAttribute('href'),
      'the number is one to call',
    ).to.equal('tel:+79161234567');
    await page.getByRole('button', { name: 'Не дозвонились' }).press('Enter');
    await page.getByText('Позвоним ещё раз: завтра, 14:00–14:30').waitFor();
    expect(await page.getByRole('button', { name: 'Дозвонились' }).count()).to.equal(0);
  });

  it('takes a report of a call again after a refusal', async () => {
    await open('call-without-phone');
    const reached = page.getByRole('button', { name: 'Дозвонились', exact: true });
    await reached.click();
    await page.getByText('Сервер не отвечает.').waitFor();
    expect(await reached.isEnabled()).to.equal(true);
  });

  it('speaks English when asked', async () => {
    await open('talk', 'light', 'en');
    await page.getByRole('heading', { name: 'My chats' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).to.equal('en');
  });
});
