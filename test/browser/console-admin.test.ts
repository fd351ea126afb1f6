import { expect } from 'chai';
import type { PersonView, PoolSettingsView } from '../../shared/views/admin.js';
import { password } from '../helpers/auth-world.js';
import { browserStartMs, startTestBrowser } from '../helpers/browser.js';
import type { StaffClient } from '../helpers/clients.js';
import { ConsolePage } from '../helpers/console-page.js';
import { World, namedClassifier } from '../helpers/world.js';

describe('The administrator’s part of the console', function () {
  this.timeout(60_000);
  let world: World;
  let operator: StaffClient;
  let screen: ConsolePage;
  let token: string;

  before(async function () {
    this.timeout(browserStartMs);
    await startTestBrowser();
    world = await World.create({ classifier: namedClassifier });
    operator = await world.hire({ pools: ['payments'] });
    const administrator = await world.hire({ role: 'administrator', pools: [], isOnline: false });
    screen = await ConsolePage.open(world, administrator);
    const credentials = { login: administrator.name, password, tabId: 'tab-elsewhere' };
    const signedIn = await world.app.domain.auth.staffSignIn.signIn(credentials, '127.0.0.1');
    token = signedIn.view.accessToken;
  });
  after(async () => {
    expect(screen.faults).to.deep.equal([]);
    await screen.page.context().close();
    await world.close();
  });

  /** The same administrator at another screen. */
  const elsewhere = async <T>(path: string, body?: object): Promise<T> => {
    const response = await fetch(`http://127.0.0.1:${String(world.port)}/api/admin/${path}`, {
      method: body ? 'PUT' : 'GET',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    expect(response.status, path).to.equal(200);
    return (await response.json()) as T;
  };
  const findPool = async (): Promise<PoolSettingsView> => {
    const { pools } = await elsewhere<{ pools: PoolSettingsView[] }>('pools');
    return pools.find(({ code }) => code === 'payments')!;
  };

  const link = (name: string) => screen.page.getByRole('link', { name, exact: true });
  const button = (name: string) => screen.page.getByRole('button', { name, exact: true });
  const field = (name: string) => screen.page.getByRole('textbox', { name });
  const window = () => field('Срок обычного обращения');
  const saves = async () => {
    await button('Сохранить').click();
    await screen.page.getByText('Сохранено.').first().waitFor();
  };

  it('sets the window and the hours of a pool, and says what is wrong in its field', async () => {
    await screen.page.keyboard.press('Alt+Digit5');
    await link('Оплата').click();
    await window().fill('скоро');
    await button('Сохранить').click();
    await screen.page.getByText('Введите от 10 секунд').waitFor();
    await window().fill('12');
    await screen.page.getByText('По расписанию').click();
    await field('понедельник, начало, интервал 1').fill('8');
    await saves();
    const { settings } = await findPool();
    expect(settings.escalation.windowMs).to.equal(12 * 60_000);
    expect(settings.hours?.week[0]).to.deep.equal([{ from: '08:00', to: '18:00' }]);
    await screen.page.locator('.editor-back').click();
    const row = screen.page.getByRole('row', { name: /^Оплата/ });
    await row.getByText(/пн 8:00.*18:00, вт.*пт 9:00.*18:00, Москва/).waitFor();
    await row.getByText(/^12\sмин$/).waitFor();
  });

  it('asks before unsaved changes are left, and keeps them', async () => {
    await link('Оплата').click();
    await window().fill('20');
    await link('Журнал').click();
    await screen.page.getByRole('dialog', { name: 'Изменения не сохранены' }).waitFor();
    await button('Остаться').click();
    expect(await window().inputValue()).to.equal('20');
    await screen.page.goBack();
    await screen.page.getByRole('dialog', { name: 'Изменения не сохранены' }).waitFor();
    await button('Остаться').click();
    expect(await window().inputValue()).to.equal('20');
  });

  it('tells that somebody changed the same meanwhile, and loads it when asked', async () => {
    const { poolId, revision, settings } = await findPool();
    await elsewhere(`pools/${poolId}`, { revision, settings: { ...settings, titleEn: 'Money' } });
    await button('Сохранить').click();
    await screen.page.getByRole('alert').getByText('кто-то другой сохранил').waitFor();
    expect(await window().inputValue()).to.equal('20');
    await button('Загрузить новые значения').click();
    await screen.page.getByText('кто-то другой сохранил').waitFor({ state: 'detached' });
    expect(await field('По-английски').inputValue()).to.equal('Money');
    expect(await window().inputValue()).to.equal('12');
  });

  it('sets how many chats a person holds', async () => {
    await link('Сотрудники').click();
    await screen.page.getByRole('searchbox').fill('operator');
    await link(operator.name).click();
    await field('Чатов одновременно').fill('6');
    await saves();
    const { people } = await elsewhere<{ people: PersonView[] }>('people');
    const found = people.find(({ operatorId }) => operatorId === operator.operatorId);
    expect(found?.settings.capacity).to.equal(6);
  });

  it('sets a day of the calendar by the keyboard alone, and the focus comes back to it', async () => {
    await link('Производственный календарь').click();
    const day = screen.page.locator('.day:not([tabindex="-1"])');
    await day.focus();
    await screen.page.keyboard.press('PageUp');
    await screen.page.keyboard.press('PageDown');
    const label = await screen.page.evaluate(() =>
      document.activeElement?.getAttribute('data-date'),
    );
    await screen.page.keyboard.press('Enter');
    await screen.page.getByText('Сокращённый день').last().click();
    await field('Название').fill('День города');
    await screen.page.keyboard.press('Enter');
    const changed = screen.page.locator(`.day[data-date="${label ?? ''}"].is-short`);
    await changed.waitFor();
    await screen.page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await changed.getAttribute('aria-label')).to.include('Сокращённый день, День города');
    expect(
      await screen.page.evaluate(() => document.activeElement?.getAttribute('data-date')),
    ).to.equal(label);
  });

  it('reads all of it in the log', async () => {
    await link('Журнал').click();
    const entries = screen.page.locator('.audit-entry');
    await entries.filter({ hasText: 'Изменён календарь' }).getByText('День города').waitFor();
    const ofPerson = entries.filter({ hasText: `Изменены данные сотрудника: ${operator.name}` });
    await ofPerson.getByText('Чатов одновременно').waitFor();
    const ofPool = entries.filter({ hasText: 'Срок вызова старшего' });
    expect(await ofPool.innerText())
      .to.match(/12.мин/)
      .and.to.include('пн 8:00');
    await ofPool.getByRole('link', { name: 'Оплата' }).click();
    await screen.page.getByText('Только: Оплата').waitFor();
    expect(await entries.filter({ hasText: operator.name }).count()).to.equal(0);
  });
});
