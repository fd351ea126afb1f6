import { expect } from 'chai';
import { browserStartMs, startTestBrowser } from '../helpers/browser.js';
import type { CitizenClient, StaffClient } from '../helpers/clients.js';
import { ConsolePage } from '../helpers/console-page.js';
import { World, namedClassifier } from '../helpers/world.js';

describe('The desk of an operator with two chats', function () {
  this.timeout(60_000);
  let world: World;
  let anna: StaffClient;
  let olga: CitizenClient;
  let number: string;
  let screen: ConsolePage;

  before(async function () {
    this.timeout(browserStartMs);
    await startTestBrowser();
    world = await World.create({ classifier: namedClassifier });
    anna = await world.hire({ capacity: 2 });
    olga = await world.citizen();
    number = (await olga.open('payments: деньги списали дважды')).appealNumber;
    const { sessionId } = olga;
    await olga.ask('details:give', {
      sessionId,
      name: 'Ольга Никитина',
      contact: 'olga@mail.example',
    });
    await anna.accept();
    const guest = await world.citizen();
    await guest.open('profile: сменить фамилию');
    await anna.accept();
    await (await world.citizen()).open('benefits: пособие не пришло');
    await world.settle();
    screen = await ConsolePage.open(world, anna);
  });
  after(async () => {
    expect(screen.faults).to.deep.equal([]);
    await screen.page.context().close();
    await world.close();
  });

  const heads = () => screen.page.locator('.head-name').allInnerTexts();
  const titled = (text: string) =>
    screen.page.waitForFunction((wanted) => document.title === wanted, text);

  it('counts in its title what waits to be read, and no longer when it is read', async () => {
    await titled('(2) Линия');
    await screen.row('Ольга Никитина').click();
    await screen.composer.waitFor();
    await titled('(1) Линия');
    await olga.say('И ещё вопрос');
    await screen.page.locator('.bubble', { hasText: 'И ещё вопрос' }).waitFor();
    await screen.row('Гость').click();
    await titled('Линия');
    await olga.say('Вы здесь?');
    await titled('(1) Линия');
    await screen.row('Ольга Никитина').locator('.badge', { hasText: '1' }).waitFor();
  });

  it('shows the words of those who wait, in the queue and while nobody has answered them yet', async () => {
    const { page } = screen;
    await page.keyboard.press('Alt+2');
    await page.locator('.queue-row', { hasText: 'пособие не пришло' }).waitFor();
    await page.keyboard.press('Alt+1');
    await screen.row('Гость').getByText('сменить фамилию').waitFor();
    await screen.row('Гость').locator('.row-time.is-waiting').waitFor();
  });

  it('inserts a ready answer by its code, with the names and the number filled in', async () => {
    await screen.row('Ольга Никитина').click();
    await screen.composer.pressSequentially('/прив');
    await screen.page.getByRole('option', { name: /привет/ }).waitFor();
    await screen.page.keyboard.press('Enter');
    expect(await screen.composer.inputValue()).to.match(
      /^Здравствуйте, Ольга Никитина\. Меня зовут operator-1/,
    );
    await screen.composer.fill('');
    await screen.composer.pressSequentially('/номер');
    await screen.page.keyboard.press('Tab');
    expect(await screen.composer.inputValue()).to.include(number);
  });

  it('keeps words and files of each chat apart, and the words of a form through a slip and a reload', async () => {
    const { page } = screen;
    await screen.composer.fill('Ольге');
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'памятка.txt', mimeType: 'text/plain', buffer: Buffer.from('Раз') });
    await page.locator('.chip', { hasText: 'памятка.txt' }).waitFor();
    await screen.row('Гость').click();
    await screen.composer.fill('Гостю');
    expect(await page.locator('.chip').count()).to.equal(0);
    await screen.row('Ольга Никитина').click();
    await page.locator('.chip', { hasText: 'памятка.txt' }).waitFor();
    expect(await screen.composer.inputValue()).to.equal('Ольге');

    const closing = page.getByRole('dialog', { name: 'Завершить чат' });
    const summary = closing.getByRole('textbox', { name: 'Итог для гражданина' });
    await screen.composer.focus();
    await page.keyboard.press('Alt+KeyK');
    await summary.fill('Платёж найден');
    await page.mouse.click(5, 5);
    await closing.waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.tagName)).to.equal('TEXTAREA');
    await page.reload();
    await screen.composer.waitFor();
    expect(await screen.composer.inputValue()).to.equal('Ольге');
    await page.keyboard.press('Alt+KeyK');
    expect(await summary.inputValue()).to.equal('Платёж найден');
    await page.keyboard.press('Escape');
    await closing.waitFor({ state: 'detached' });
  });

  it('obeys its keys on a Russian layout', async () => {
    const { page } = screen;
    await screen.composer.focus();
    await screen.pressRussian('т', 'KeyN');
    const noteField = page.getByRole('textbox', { name: 'Заметка для сотрудников' });
    await noteField.waitFor();
    expect(await noteField.inputValue(), 'no letter is written').to.equal('Ольге');
    await screen.pressRussian('т', 'KeyN');
    await screen.composer.waitFor();
    await screen.pressRussian('ю', 'Period');
    await page.locator('.station[aria-current=step]', { hasText: 'Личность' }).waitFor();
    await screen.pressRussian('б', 'Comma');
    await page.locator('.station[aria-current=step]', { hasText: 'Приветствие' }).waitFor();
    await screen.pressRussian('е', 'KeyT');
    await page.getByRole('dialog', { name: 'Передать чат' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.tagName)).to.equal('TEXTAREA');
    await screen.pressRussian('.', 'Slash');
    await page.getByRole('dialog', { name: 'Клавиши' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const before = await heads();
    await screen.pressRussian('ArrowDown', 'ArrowDown');
    await page.waitForFunction(
      (old) => document.querySelector('.head-name')?.textContent !== old,
      before[0],
    );
    await screen.pressRussian('ы', 'KeyS');
    await page.getByRole('searchbox').waitFor();
  });

  it('finds an appeal by its number with and without dashes, and by its citizen', async () => {
    const { page } = screen;
    const field = page.getByRole('searchbox');
    for (const words of [number, number.replaceAll('-', ''), 'никитина', 'olga@mail.example']) {
      await field.fill(words);
      await screen.row('Ольга Никитина').waitFor();
      await field.fill('');
      await screen.row('Ольга Никитина').waitFor({ state: 'detached' });
    }
    await field.fill('нетакогоимени');
    await page.getByText('Ничего не нашлось').waitFor();
    await field.fill(number);
    await screen.row('Ольга Никитина').click();
    await page.getByRole('main', { name: `Чат по обращению ${number}` }).waitFor();
  });

  it('loses nothing when the sign-in ends in the middle of a sentence', async () => {
    const { page } = screen;
    await screen.composer.fill('Платёж найден, вернётся за');
    await world.app.domain.auth.families.revokeAllOf(anna.operatorId);
    await page.getByText('Вход завершён. Войдите снова.').waitFor();
    await screen.signIn(anna.name);
    await screen.composer.waitFor();
    expect(await screen.composer.inputValue()).to.equal('Платёж найден, вернётся за');
  });
});
