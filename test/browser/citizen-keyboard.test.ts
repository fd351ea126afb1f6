import { expect } from 'chai';
import { readFile } from 'node:fs/promises';
import type { BrowserContext, Frame, Page } from 'playwright-core';
import sharp from 'sharp';
import { browserStartMs, startTestBrowser } from '../helpers/browser.js';
import { serveBuiltPages, type BuiltPages } from '../helpers/built-pages.js';
import type { StaffClient } from '../helpers/clients.js';
import { Keyboard } from '../helpers/keyboard.js';
import { World, namedClassifier } from '../helpers/world.js';

/** One citizen’s whole chat without a mouse, in the frame of a page of another site, on the real server. */
describe('citizen chat by keyboard', function () {
  this.timeout(browserStartMs);
  let world: World;
  let host: BuiltPages;
  let context: BrowserContext;
  let page: Page;
  let chat: Frame;
  let keys: Keyboard;
  let operator: StaffClient;
  let senior: StaffClient;
  let sessionId: string;
  const faults: string[] = [];

  before(async () => {
    world = await World.create({ classifier: namedClassifier });
    host = await serveBuiltPages('widget');
    host.addPage(
      'host',
      `<!doctype html><html lang="ru"><title>Портал</title><a href="#">Ссылка портала</a>
       <script src="http://localhost:${String(world.port)}/widget/loader.js" data-locale="ru"></script></html>`,
    );
    const browser = await startTestBrowser();
    context = await browser.newContext({ locale: 'ru-RU', acceptDownloads: true });
    page = await context.newPage();
    // Choosers are caught from the start: asked for at the key press, the frame of another site hears of it too late.
    page.on('filechooser', () => undefined);
    page.setDefaultTimeout(10_000);
    page.on('pageerror', (error) => faults.push(error.message));
    await page.goto(`http://127.0.0.1:${String(host.port)}/host`);
  });
  after(async () => {
    await context.close();
    await host.close();
    await world.close();
  });

  const shows = (text: string | RegExp) => chat.getByText(text).first().waitFor();
  const launcherHasFocus = () =>
    page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.tagName === 'BUTTON');

  it('opens the chat from the page and begins where the words go', async () => {
    operator = await world.hire();
    senior = await world.hire({ role: 'senior' });
    for (let step = 0; step < 3 && !(await launcherHasFocus()); step += 1)
      await page.keyboard.press('Tab');
    expect(await launcherHasFocus()).to.equal(true);
    await page.keyboard.press('Enter');
    const frame = await (await page.waitForSelector('iframe')).contentFrame();
    if (!frame) throw new Error('The chat has no frame.');
    chat = frame;
    keys = new Keyboard(page, chat);
    await shows('Чем помочь?');
    expect((await keys.holds('opening')).name).to.equal('Ваш вопрос или номер обращения');
  });

  it('consents and describes the problem', async () => {
    await page.keyboard.type('payments: оплата прошла дважды');
    await page.keyboard.press('Enter');
    await shows('Без этого согласия мы не можем начать чат.');
    expect((await keys.focus('a missing consent')).name).to.include('обработку персональных');
    await page.keyboard.press('Space');
    await keys.press('Даю согласие на запись', 'Space');
    await keys.press('Начать чат');
    await shows('Ищем оператора');
    expect((await keys.holds('the chat began')).name).to.equal('Сообщение');
  });

  it('leaves a name while waiting, and talks', async () => {
    await keys.tabTo('Имя', 'Shift+Tab');
    await page.keyboard.type('Мария');
    await keys.press('Сохранить');
    await shows('Контакты сохранены.');
    expect((await keys.holds('the form went away')).name).to.equal('Сообщение');
    sessionId = await operator.accept();
    await shows('operator-1, оператор, в чате');
    await operator.say(sessionId, 'Здравствуйте. Пришлите снимок экрана.');
    await shows('Пришлите снимок экрана.');
    await page.keyboard.type('Здравствуйте');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('Сейчас пришлю');
    await page.keyboard.press('Enter');
    await shows('Сейчас пришлю');
    expect((await keys.focus('sending')).name).to.equal('Сообщение');
  });

  it('attaches a picture, takes one back, and looks at the sent one', async () => {
    const buffer = await sharp({
      create: { width: 600, height: 400, channels: 3, background: '#0a6b64' },
    })
      .png()
      .toBuffer();
    const attach = async (name: string) => {
      await keys.tabTo('Приложить файл', 'Shift+Tab');
      const [chooser] = await Promise.all([
        page.waitForEvent('filechooser'),
        page.keyboard.press('Enter'),
      ]);
      await chooser.setFiles({ name, mimeType: 'image/png', buffer });
      await chat.getByText(name).waitFor();
    };
    await attach('лишний.png');
    await keys.tabTo('Убрать файл лишний.png', 'Shift+Tab');
    await page.keyboard.press('Enter');
    await keys.holds('taking a file back');
    await attach('снимок.png');
    await shows('Готово');
    await keys.tabTo('Сообщение');
    await page.keyboard.press('Enter');
    await chat.locator('.log img[src^="blob:"]').waitFor();
    expect((await keys.holds('sending a file')).name).to.equal('Сообщение');
    await keys.tabTo('Открыть изображение снимок.png', 'Shift+Tab');
    await page.keyboard.press('Enter');
    await chat.getByRole('dialog', { name: 'Просмотр изображения' }).waitFor();
    await keys.holds('looking at a picture');
    await page.keyboard.press('Escape');
    await chat.getByRole('dialog').waitFor({ state: 'detached' });
    expect((await keys.focus('closing the picture')).name).to.include('Открыть изображение');
    expect(await page.locator('iframe').isVisible(), 'the chat stays open').to.equal(true);
  });

  it('calls a senior, takes it back, and calls again', async () => {
    await keys.tabTo(/^Старший специалист$/, 'Shift+Tab');
    await page.keyboard.press('Enter');
    await shows('Подключится в течение');
    await keys.holds('the call');
    await keys.tabTo('Отозвать', 'Shift+Tab');
    await page.keyboard.press('Enter');
    await shows('Вызов старшего специалиста отозван.');
    await keys.holds('taking the call back');
    await page.keyboard.type('позовите старшего');
    await page.keyboard.press('Enter');
    await senior.accept();
    await shows('senior-2, старший специалист, в чате');
    await keys.holds('the senior came');
  });

  it('confirms, rates, copies the number and saves the transcript', async () => {
    await world.settle();
    const { head } = await senior.ask('session:sync', { sessionId, after: 0 });
    await senior.ask('closing:propose', {
      ...{ sessionId, outcome: 'solved', summary: 'Второй платёж вернётся за три дня.' },
      lastPublicSeq: head,
    });
    await shows('Ответ помог?');
    expect((await keys.focus('the question came')).name, 'nothing is stolen').to.equal('Сообщение');
    await keys.tabTo('Да, помог', 'Shift+Tab');
    await page.keyboard.press('Enter');
    await shows('Оцените ответ');
    expect((await keys.holds('confirming')).name).to.include('Чат закрыт');

    await keys.tabTo(/^1 балл/);
    for (let score = 1; score < 5; score += 1) await page.keyboard.press('ArrowRight');
    await keys.tabTo('Комментарий');
    await page.keyboard.type('Быстро и понятно');
    await keys.press('Отправить оценку');
    await shows('Спасибо за оценку.');
    await keys.holds('rating');

    await keys.tabTo('Скопировать номер обращения', 'Shift+Tab');
    await page.keyboard.press('Enter');
    await shows('Скопировано');
    await keys.tabTo('Скачать переписку: PDF');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.keyboard.press('Enter'),
    ]);
    expect(download.suggestedFilename()).to.match(/\d{2}-\d{7}-\d\.pdf$/);
    expect((await readFile(await download.path())).subarray(0, 5).toString()).to.equal('%PDF-');
    expect((await keys.holds('saving')).name).to.include('Скачать переписку: PDF');
  });

  it('looks at the appeals and goes back to the page', async () => {
    await keys.tabTo(/^Чат$/, 'Shift+Tab');
    await page.keyboard.press('ArrowRight');
    await shows('Ваши обращения');
    expect((await keys.focus('changing the tab')).name).to.equal('Обращения');
    await keys.press('Переписка');
    await shows('Спасибо за оценку.');
    await keys.holds('opening a closed chat');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Служба поддержки' }).waitFor();
    expect(await launcherHasFocus()).to.equal(true);
    expect(faults).to.deep.equal([]);
  });
});
