import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { browserStartMs, startTestBrowser } from '../helpers/browser.js';
import { LiveWorld } from '../helpers/live-world.js';

const goOnline = async (page: Page) => {
  await page.getByRole('button', { name: 'Выйти на линию' }).click();
  await page.getByText('Вы на линии').first().waitFor();
};

const consentTo = async (page: Page, text: string) => {
  await page.getByRole('textbox').fill(text);
  for (const box of await page.getByRole('checkbox').all()) await box.check();
  await page.getByRole('button', { name: 'Начать чат' }).click();
};

const say = async (page: Page, text: string) => {
  const field = page.locator('textarea').first();
  await field.fill(text);
  await field.press('Enter');
};

describe('A citizen, an operator and a senior in three browsers', function () {
  this.timeout(120_000);
  let world: LiveWorld;

  before(async function () {
    this.timeout(browserStartMs);
    await startTestBrowser();
    world = await LiveWorld.create(60_000);
  });
  after(() => world.close());

  it('go from consent to a rated chat with a screenshot, a senior in time, and the transcript saved', async () => {
    const operator = await world.visitConsole('operator');
    await goOnline(operator);
    const senior = await world.visitConsole('senior');
    await goOnline(senior);
    const citizen = await world.visitWidget();

    await consentTo(citizen, 'Не прошла оплата штрафа, деньги списали два раза');
    await operator.getByRole('button', { name: /Принять/ }).click();
    await citizen.getByText('Анна Крылова, оператор, в чате').first().waitFor();
    await operator.getByText('Оплата и возвраты').first().waitFor();
    await say(operator, 'Здравствуйте! Пришлите, пожалуйста, снимок экрана.');
    await citizen.getByText('Пришлите, пожалуйста, снимок экрана.').first().waitFor();

    const picture = await sharp({
      create: { width: 900, height: 500, channels: 3, background: '#0a6b64' },
    })
      .png()
      .toBuffer();
    await citizen
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'снимок.png', mimeType: 'image/png', buffer: picture });
    await citizen.getByText('Готово').waitFor();
    await say(citizen, 'Вот что вижу');
    await operator.getByText('Вот что вижу').first().waitFor();
    await operator.locator('img[src^="blob:"]').first().waitFor();

    await citizen.getByRole('button', { name: 'Старший специалист' }).click();
    await citizen.getByText('Подключится в течение').waitFor();
    await senior.getByRole('button', { name: /Принять/ }).click();
    await citizen.getByText('Игорь Белов').first().waitFor();
    await operator
      .getByRole('textbox', { name: /Напишите коротко|итог|Что спрашивали/ })
      .first()
      .fill('Двойное списание, чек приложен');
    await operator.getByRole('button', { name: 'Передать итог' }).click();
    await senior.getByText('Двойное списание, чек приложен').first().waitFor();
    await say(senior, 'Платёж найден, второй вернётся за три дня.');
    await citizen.getByText('второй вернётся за три дня').first().waitFor();

    await senior.getByRole('button', { name: 'Завершить' }).first().click();
    const dialog = senior.getByRole('dialog');
    await dialog.getByText('Вопрос решён').click();
    await dialog.getByRole('textbox').first().fill('Лишний платёж вернётся за три дня');
    await dialog.getByRole('button', { name: /Завершить и спросить/ }).click();
    await citizen.getByText('Лишний платёж вернётся за три дня').first().waitFor();
    await citizen
      .getByRole('button', { name: /помог|Да/ })
      .first()
      .click();
    await citizen.getByRole('radio', { name: /5/ }).check({ force: true });
    await citizen
      .getByRole('button', { name: /Отправить|Оценить/ })
      .first()
      .click();

    const [download] = await Promise.all([
      citizen.waitForEvent('download'),
      citizen
        .getByRole('button', { name: /PDF|Скачать переписку/ })
        .first()
        .click(),
    ]);
    expect(download.suggestedFilename()).to.match(/\d{2}-\d{7}-\d\.(pdf|txt)$/);
    const saved = await readFile(await download.path());
    expect(saved.length).to.be.greaterThan(500);
    expect(world.troubles).to.deep.equal([]);
  });

  it('tell a citizen the truth where nobody is free, and keep the appeal', async () => {
    const citizen = await world.visitWidget();
    for (const login of ['operator', 'senior']) {
      const person = await world.app.domain.operators.findByLogin(login);
      await world.app.services.presence.choose(person?._id ?? '', 'offline');
    }
    await consentTo(citizen, 'Как получить электронную подпись для заявления');
    await citizen.getByText('Операторов нет на смене').first().waitFor();
    await citizen.getByRole('tab', { name: 'Обращения' }).click();
    await citizen
      .getByText(/\d{2}-\d{7}-\d/)
      .first()
      .waitFor();
    expect(world.troubles).to.deep.equal([]);
  });
});
