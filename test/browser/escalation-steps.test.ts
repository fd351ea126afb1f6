import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import type { BrowserContext, Page } from 'playwright-core';
import { browserStartMs, startTestBrowser } from '../helpers/browser.js';
import { ConsolePage } from '../helpers/console-page.js';
import { World, namedClassifier } from '../helpers/world.js';

/** A window of ten seconds: its steps begin at 4, 7 and 10 s. */
const windowMs = 10_000;
const trouble = 'payments: деньги списали дважды';
const summary = 'Два списания, чек приложен, банк молчит';

/** Also where a line for those who listen says the same. */
const sees = (page: Pick<Page, 'getByText'>, text: string | RegExp) =>
  page.getByText(text).first().waitFor();

describe('A call for a senior through all its steps, on four screens', function () {
  this.timeout(60_000);
  let world: World;
  let citizen: Page;
  let citizenProfile: BrowserContext;
  let operator: ConsolePage;
  let senior: ConsolePage;
  let supervisor: ConsolePage;
  let supervisorName: string;

  before(async function () {
    this.timeout(browserStartMs);
    const browser = await startTestBrowser();
    world = await World.create({ classifier: namedClassifier });
    await world.app.domain.stores.pools.setEscalationWindow(windowMs, windowMs);
    await world.app.domain.reload();
    const people = [
      await world.hire({ pools: ['payments'], isOnline: false }),
      await world.hire({ role: 'senior', pools: ['technical'], isOnline: false }),
      await world.hire({ role: 'supervisor', isOnline: false }),
    ] as const;
    supervisorName = people[2].name;
    [operator, senior, supervisor] = await Promise.all([
      ConsolePage.open(world, people[0]),
      ConsolePage.open(world, people[1]),
      ConsolePage.open(world, people[2]),
    ]);
    citizenProfile = await browser.newContext({
      ...{ viewport: { width: 400, height: 720 }, locale: 'ru-RU', reducedMotion: 'reduce' },
    });
    citizen = await citizenProfile.newPage();
    citizen.setDefaultTimeout(15_000);
    await citizen.goto(`http://127.0.0.1:${String(world.port)}/widget/app.html?mode=fullpage`);
  });
  after(async () => {
    for (const { page, faults } of [operator, senior, supervisor]) {
      expect(faults).to.deep.equal([]);
      await page.context().close();
    }
    await citizenProfile.close();
    await world.close();
  });

  /** For the eye: `LINIYA_SHOTS=folder` keeps what each of the four sees. */
  const shoot = async (moment: string) => {
    const folder = process.env['LINIYA_SHOTS'];
    if (folder === undefined) return;
    await mkdir(folder, { recursive: true });
    const screens = { operator, senior, supervisor };
    for (const [who, { page }] of Object.entries(screens))
      await page.screenshot({ path: join(folder, `${moment}-${who}.png`) });
    await citizen.screenshot({ path: join(folder, `${moment}-citizen.png`) });
  };

  /** Each second the board is told; a second after a step it shows it. */
  const advance = async (ms: number) => {
    await world.advance(ms - 1_000);
    await world.advance(1_000);
  };
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await shoot('failed');
  });
  const goOnline = async ({ page }: ConsolePage) => {
    await page.getByRole('button', { name: 'Выйти на линию' }).click();
    await sees(page, 'Вы на линии');
  };
  const choosePresence = async ({ page }: ConsolePage, choice: string) => {
    await page.getByRole('button', { name: /: (Не на линии|На линии)/ }).click();
    await page.getByRole('menuitem', { name: choice, exact: true }).click();
  };
  const offer = () => senior.page.getByRole('article', { name: /Нужен старший/ });
  const decline = async () => {
    await offer().getByRole('button', { name: 'Отказаться' }).click();
    await senior.page.getByRole('button', { name: 'Другая причина' }).click();
    await offer().waitFor({ state: 'detached' });
  };

  it('0 %: everybody has the countdown, a senior of another pool is not asked, the operator may write ahead', async () => {
    await goOnline(operator);
    await goOnline(senior);
    await citizen.getByRole('textbox').fill(trouble);
    for (const box of await citizen.getByRole('checkbox').all()) await box.check();
    await citizen.getByRole('button', { name: 'Начать чат' }).click();
    await operator.page.getByRole('button', { name: /Принять/ }).click();
    await operator.composer.fill('Здравствуйте, проверяю оба платежа.');
    await operator.page.keyboard.press('Enter');
    await sees(citizen, 'проверяю оба платежа');
    await sees(supervisor.page, 'Открытых вызовов нет.');

    await citizen.getByRole('button', { name: 'Старший специалист' }).click();
    await citizen
      .getByRole('timer')
      .filter({ hasText: /0:\d\d/ })
      .waitFor();
    await sees(citizen, 'Вы позвали старшего специалиста.');
    await sees(operator.page, 'Ищем в своей группе.');
    await sees(operator.page, 'Старший увидит итог сразу');
    await world.advance(1_000);
    await sees(supervisor.page, /Ищем в своей группе/);
    expect(await offer().count()).to.equal(0);
    const { page } = operator;
    expect(await page.getByRole('button', { name: 'Завершить' }).isEnabled()).to.equal(false);
    await shoot('0');
  });

  it('40 %: a senior of another pool is asked, and sees at a glance what it is about', async () => {
    await advance(4_000);
    await offer().waitFor();
    for (const fact of [
      'Вызвал гражданин.',
      'деньги списали дважды',
      'Этап: Приветствие',
      'Личность: Гость',
      '0 файлов',
      'проверяю оба платежа',
    ]) {
      await offer().getByText(fact).first().waitFor();
    }
    await sees(citizen, 'Ищем старшего специалиста и в других отделах');
    await sees(operator.page, 'Ищем во всех группах.');
    await sees(supervisor.page, /Ищем во всех группах/);
    const alarms = supervisor.page.getByRole('status', { name: 'Требует внимания' });
    expect(await alarms.textContent()).to.equal('');
    await shoot('40');
    await decline();
  });

  it('70 %: busy seniors are asked on their reserve seat, with the summary, and the supervisor is alerted', async () => {
    await operator.page.getByRole('button', { name: 'Написать итог' }).click();
    await operator.page.getByRole('textbox', { name: /что важно знать/ }).fill(summary);
    await operator.page.getByRole('button', { name: 'Передать итог' }).click();
    await sees(operator.page, 'Итог готов');
    await choosePresence(senior, 'Занят другим делом');
    await advance(3_000);
    await offer().getByText(summary).first().waitFor();
    await sees(citizen, 'дежурный предупреждён');
    await sees(operator.page, 'супервизор предупреждён');
    const alarms = supervisor.page.getByRole('status', { name: 'Требует внимания' });
    await sees(alarms, 'старшего всё ещё нет');
    await shoot('70');
    await decline();
  });

  it('100 %: the duty supervisor has the chat by force, and everybody is told', async () => {
    await choosePresence(supervisor, 'На линии');
    await world.advance(2_000);
    const alarms = supervisor.page.getByRole('status', { name: 'Требует внимания' });
    await sees(alarms, 'Старший не подключился вовремя');
    await sees(citizen, supervisorName);
    await sees(operator.page, `его ведёт ${supervisorName}`);
    await shoot('100');
    await alarms.getByRole('button', { name: 'Открыть' }).click();
    const brief = supervisor.page.getByRole('group').filter({ hasText: 'Старшего вызвал' });
    await sees(brief, summary);
    await supervisor.composer.fill('Беру ваш вопрос на себя.');
    await supervisor.page.keyboard.press('Enter');
    await sees(citizen, 'Беру ваш вопрос на себя.');
    await supervisor.page.keyboard.press('Alt+2');
    await supervisor.page.getByRole('heading', { name: 'Очередь' }).waitFor();
    expect(await alarms.textContent()).to.equal('');
    await shoot('answered');
  });

  it('leaves whoever wrote no summary with it on every place of their console, until it is written', async () => {
    const other = await world.citizen();
    await other.open('payments: второй вопрос');
    await operator.page.getByRole('button', { name: /Принять/ }).click();
    const { sessionId } = other;
    const colleague = await world.hire({ role: 'senior', pools: ['payments'] });
    await other.ask('escalation:request', { sessionId });
    await colleague.accept();
    const { page } = operator;
    await page.getByRole('textbox', { name: new RegExp(`Чат ведёт ${colleague.name}`) }).waitFor();
    await page.keyboard.press('Alt+2');
    const asked = page.getByText(`${colleague.name} ждёт ваш итог`);
    await asked.waitFor();
    await page.reload();
    await asked.waitFor();
    await shoot('owed');
    await choosePresence(operator, 'Не на линии');
    await sees(page, 'Сначала передайте итог старшему');
    await world.advance(1_000);
    await supervisor.page.keyboard.press('Alt+3');
    await supervisor.page.getByRole('heading', { name: /Старшим не передан итог/ }).waitFor();
    await shoot('owed-board');
    await page.getByRole('button', { name: 'Написать' }).click();
    await page.getByRole('textbox', { name: /Чат ведёт/ }).fill('Ничего не пробовали');
    await page.getByRole('button', { name: 'Передать итог' }).click();
    await asked.waitFor({ state: 'detached' });
    await colleague.until(() =>
      colleague
        .payloads('session:event')
        .find(({ event }) => event.kind === 'escalation.handed_over'),
    );
  });
});
