import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { findSerious } from '../helpers/axe.js';
import { browserStartMs, startTestBrowser } from '../helpers/browser.js';
import { serveBuiltPages, type BuiltPages } from '../helpers/built-pages.js';

/** Controls that are smaller than a finger. */
const findSmallTargets = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const selector =
      'button, textarea, label, input:not([type=checkbox], [type=radio], [type=file])';
    return [...document.querySelectorAll<HTMLElement>(selector)].flatMap((element) => {
      const { width, height } = element.getBoundingClientRect();
      if (width === 0) return [];
      return width >= 44 && height >= 44
        ? []
        : [`${element.outerHTML.slice(0, 80)}: ${width}×${height}`];
    });
  });

describe('widget gallery', function () {
  this.timeout(browserStartMs);
  let widget: BuiltPages;
  let page: Page;
  let faults: string[];

  before(async () => {
    widget = await serveBuiltPages('widget');
    const browser = await startTestBrowser();
    const context = await browser.newContext({ locale: 'ru-RU', reducedMotion: 'reduce' });
    page = await context.newPage();
    page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`));
  });
  after(async () => {
    await page.context().close();
    await widget.close();
  });
  beforeEach(() => {
    faults = [];
  });
  afterEach(() => {
    expect(faults, 'errors in the page').to.deep.equal([]);
  });

  const url = (query = '') => `http://127.0.0.1:${String(widget.port)}/widget/gallery.html${query}`;
  const open = async (state: string, theme = 'light', locale = 'ru') => {
    await page.goto(url(`?state=${state}&theme=${theme}&locale=${locale}`));
    await page.locator('html[data-ready]').waitFor();
  };
  const listStates = async () => {
    await page.goto(url());
    await page.locator('h2').first().waitFor();
    return page.locator('h2').evaluateAll((found) => found.map((heading) => heading.id));
  };

  const findOverflow = async (): Promise<string[]> => {
    const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    return excess > 0 ? [`wider than the screen by ${String(excess)}`] : [];
  };

  it('has nothing serious for axe and no small target in any state, light, 400 px', async () => {
    const states = await listStates();
    expect(states).to.have.length.above(30);
    await page.setViewportSize({ width: 400, height: 640 });
    const found: string[] = [];
    for (const state of states) {
      await open(state);
      for (const finding of [...(await findSerious(page)), ...(await findSmallTargets(page))])
        found.push(`${state}: ${finding}`);
    }
    expect(found.join('\n')).to.equal('');
  });

  it('reads in the dark and fits in any state, 320 px, in both languages', async () => {
    const states = await listStates();
    await page.setViewportSize({ width: 320, height: 640 });
    const found: string[] = [];
    for (const [index, state] of states.entries()) {
      await open(state, 'dark', index % 2 === 0 ? 'ru' : 'en');
      for (const finding of [
        ...(await findOverflow()),
        ...(await findSerious(page, ['color-contrast'])),
        ...(await findSmallTargets(page)),
      ])
        found.push(`${state}: ${finding}`);
    }
    expect(found.join('\n')).to.equal('');
    await page.setViewportSize({ width: 400, height: 640 });
  });

  it('lets everything be reached at 400 % zoom', async () => {
    await page.setViewportSize({ width: 320, height: 256 });
    for (const state of ['start', 'active', 'escalation', 'closed']) {
      await open(state);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), state).to.equal(320);
      for (const control of await page.locator('button, textarea').all()) {
        if (!(await control.isVisible())) continue;
        await control.scrollIntoViewIfNeeded();
        const box = await control.boundingBox();
        expect(box?.y, state).to.be.at.least(0);
        expect((box?.y ?? 0) + 20, state).to.be.at.most(256);
      }
    }
    await page.setViewportSize({ width: 400, height: 640 });
  });

  it('is worked by the keyboard: tabs, menu, dialog, and back to where it was', async () => {
    await open('escalation');
    await page.getByRole('tab', { name: 'Чат' }).focus();
    await page.keyboard.press('ArrowRight');
    expect(
      await page.getByRole('tab', { name: 'Обращения' }).getAttribute('aria-selected'),
    ).to.equal('true');
    await page.keyboard.press('ArrowLeft');
    const menu = page.getByRole('button', { name: 'Действия' });
    await menu.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Завершить чат' }).waitFor();
    await page.keyboard.press('Escape');
    await page.locator('[aria-label=Действия][aria-expanded=false]').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Завершить чат' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Завершить чат?' });
    await dialog.getByText('Вызов старшего специалиста будет отозван.').waitFor();
    await page.keyboard.press('Escape');
    // The browser hides the dialog first and says so later: the focus comes back a moment after.
    await page.locator('[aria-label=Действия]:focus').waitFor();
    expect(await page.locator('dialog').count()).to.equal(0);
  });

  it('asks for the consent that is missing, where it is missing', async () => {
    await open('start-words');
    await page.getByRole('button', { name: 'Начать чат' }).click();
    await page.getByText('Без этого согласия мы не можем начать чат.').waitFor();
    expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).name)).to.equal(
      'processing',
    );
    await page.keyboard.press('Space');
    expect(await page.getByText('Без этого согласия').count()).to.equal(0);
  });

  it('finds an appeal by its number', async () => {
    await open('start-number');
    await page.getByRole('button', { name: 'Найти обращение' }).click();
    await page.getByText('В работе').waitFor();
    expect(await page.getByRole('checkbox').count()).to.equal(0);
  });

  it('shows files on their way, refuses what cannot be sent, and takes back', async () => {
    await open('active');
    const picker = page.locator('input[type=file]').first();
    await picker.setInputFiles([
      { name: 'снимок.png', mimeType: 'image/png', buffer: Buffer.from('picture') },
      { name: 'архив.zip', mimeType: 'application/zip', buffer: Buffer.from('zip') },
    ]);
    const rows = page.getByRole('list', { name: 'Файлы к сообщению' }).getByRole('listitem');
    await rows.nth(1).getByText('Такой файл отправить нельзя.').waitFor();
    expect(await rows.nth(0).getByRole('progressbar').getAttribute('value')).to.equal('40');
    expect(await findSerious(page)).to.deep.equal([]);
    await page.getByRole('textbox', { name: 'Сообщение' }).press('Enter');
    await page.getByText('Файл ещё загружается.').waitFor();
    await page.getByRole('button', { name: 'Убрать файл снимок.png' }).click();
    await page.getByRole('button', { name: 'Убрать файл архив.zip' }).click();
    await rows.first().waitFor({ state: 'detached' });
  });

  it('takes a pasted and a dropped picture as files, and pasted words as words', async () => {
    await open('active');
    const give = (kind: 'paste' | 'drop', selector: string) =>
      page.locator(selector).evaluate((element, type) => {
        const data = new DataTransfer();
        data.items.add(new File(['picture'], `${type}.png`, { type: 'image/png' }));
        element.dispatchEvent(
          type === 'paste'
            ? new ClipboardEvent(type, { clipboardData: data, bubbles: true, cancelable: true })
            : new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }),
        );
      }, kind);
    await give('paste', 'textarea');
    await page.getByText('paste.png').waitFor();
    await give('drop', '.talk');
    await page.getByText('drop.png').waitFor();
    expect(await page.locator('textarea').inputValue()).to.equal('');
  });

  it('asks identity in a form of its own and checks what it can before asking', async () => {
    await open('identity');
    await page.getByRole('button', { name: 'Заполнить' }).click();
    const dialog = page.getByRole('dialog', { name: 'Подтвердите личность' });
    await dialog.getByRole('button', { name: 'Проверить' }).click();
    await dialog.getByText('Укажите фамилию, имя и отчество.').waitFor();
    await dialog.getByRole('textbox', { name: 'Фамилия' }).fill('Петрова Мария Ивановна');
    await dialog.getByRole('radio', { name: 'Паспорт' }).check({ force: true });
    await dialog.getByRole('textbox', { name: 'Номер' }).fill('45 10 1234');
    await dialog.getByRole('button', { name: 'Проверить' }).click();
    await dialog.getByText('цифр должно быть 10').waitFor();
    expect(await findSerious(page)).to.deep.equal([]);
  });

  it('speaks English when asked, and changes its language without losing the words', async () => {
    await open('active', 'light', 'en');
    await page.getByRole('textbox', { name: 'Message' }).fill('half a sentence');
    await page.getByRole('button', { name: 'русский' }).click();
    const field = page.getByRole('textbox', { name: 'Сообщение' });
    await field.waitFor();
    expect(await field.inputValue()).to.equal('half a sentence');
    expect(await page.evaluate(() => document.documentElement.lang)).to.equal('ru');
  });
});
