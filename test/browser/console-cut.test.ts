import { expect } from 'chai';
import type { WebSocketRoute } from 'playwright-core';
import { limits } from '../../shared/limits.js';
import { browserStartMs, startTestBrowser } from '../helpers/browser.js';
import type { CitizenClient, StaffClient } from '../helpers/clients.js';
import { ConsolePage } from '../helpers/console-page.js';
import { World } from '../helpers/world.js';

describe('A console whose way to the server is cut', function () {
  this.timeout(60_000);
  let world: World;
  let anna: StaffClient;
  let citizen: CitizenClient;
  let screen: ConsolePage;
  let cut: (what: 'socket' | 'all' | 'nothing') => Promise<void>;

  before(async function () {
    this.timeout(browserStartMs);
    await startTestBrowser();
  });
  beforeEach(async () => {
    world = await World.create();
    anna = await world.hire();
    citizen = await world.citizen();
    await citizen.open('Деньги списали дважды');
    await anna.accept();
    screen = await ConsolePage.open(world, anna);
    const { page } = screen;
    const sockets: WebSocketRoute[] = [];
    let state: Parameters<typeof cut>[0] = 'nothing';
    cut = async (what) => {
      state = what;
      if (what !== 'nothing') for (const socket of sockets.splice(0)) await socket.close();
    };
    await page.routeWebSocket(/socket\.io/, (socket) => {
      if (state !== 'nothing') return void socket.close();
      sockets.push(socket);
      socket.connectToServer();
    });
    await page.route(/socket\.io|\/api\//, (route) => {
      const isSocket = route.request().url().includes('socket.io');
      return state === 'all' || (state === 'socket' && isSocket) ? route.abort() : route.continue();
    });
    await page.clock.install();
    await page.reload();
    await screen.row('Гость').click();
    await screen.composer.waitFor();
  });
  afterEach(async () => {
    expect(screen.faults).to.deep.equal([]);
    await screen.page.context().close();
    await world.close();
  });

  const say = async (text: string) => {
    await screen.composer.fill(text);
    await screen.composer.press('Enter');
  };
  const pending = (page = screen.page) => page.locator('.bubble.is-pending');
  const heard = () =>
    citizen
      .payloads('session:event')
      .flatMap(({ event }) =>
        event.kind === 'message.created' && event.body.author === 'operator'
          ? [event.body.text]
          : [],
      );
  const words = ['Раз', 'Два', 'Три', 'Четыре', 'Пять', 'Шесть'];

  it('sends words over HTTP while the socket is away, once and in order', async () => {
    await cut('socket');
    for (const text of words) await say(text);
    await pending().first().waitFor();
    await pending().first().waitFor({ state: 'detached', timeout: 30_000 });
    await citizen.until(() => heard().length === words.length, 'the words');
    await cut('nothing');
    await citizen.say('Вижу');
    await screen.page.locator('.bubble', { hasText: 'Вижу' }).waitFor({ timeout: 30_000 });
    expect(heard()).to.deep.equal(words);
    expect(await screen.page.locator('.bubble.is-own').allInnerTexts()).to.have.length(6);
  });

  it('sends what waited, once and in order, when it is connected again', async () => {
    await cut('all');
    for (const text of words) await say(text);
    expect(await pending().count()).to.equal(6);
    await cut('nothing');
    await pending().first().waitFor({ state: 'detached', timeout: 30_000 });
    await citizen.until(() => heard().length === words.length, 'the words');
    expect(heard()).to.deep.equal(words);
  });

  it('says «Не доставлено» after two minutes, and sends all of it when asked to', async () => {
    await cut('all');
    await say('Раз');
    await say('Два');
    await pending().nth(1).waitFor();
    await screen.page.clock.fastForward(limits.message.undeliveredAfterMs);
    const failed = screen.page.getByText('Не доставлено.');
    await failed.nth(1).waitFor({ timeout: 30_000 });
    await cut('nothing');
    await screen.page.getByRole('button', { name: 'Повторить' }).first().click();
    await failed.first().waitFor({ state: 'detached', timeout: 30_000 });
    await citizen.until(() => heard().length === 2, 'the words');
    expect(heard()).to.deep.equal(['Раз', 'Два']);
  });

  it('shows its words in another tab, which sends them when it has gone', async () => {
    const other = await ConsolePage.open(world, anna, screen.page.context());
    await other.row('Гость').click();
    await cut('all');
    await screen.show();
    await say('Раз');
    await pending(other.page).waitFor();
    expect(heard()).to.deep.equal([]);
    await screen.page.close();
    await pending(other.page).waitFor({ state: 'detached', timeout: 30_000 });
    await citizen.until(() => heard().length === 1, 'the words');
    expect(await other.page.locator('.bubble', { hasText: 'Раз' }).count()).to.equal(1);
    expect(other.faults).to.deep.equal([]);
  });
});
