import { expect } from 'chai';
import { browserStartMs, startTestBrowser } from '../helpers/browser.js';
import type { CitizenClient } from '../helpers/clients.js';
import { ConsolePage } from '../helpers/console-page.js';
import { World, namedClassifier } from '../helpers/world.js';

const count = 500;

describe('A talk of five hundred messages in the console', function () {
  this.timeout(60_000);
  let world: World;
  let citizen: CitizenClient;
  let screen: ConsolePage;

  before(async function () {
    this.timeout(browserStartMs);
    await startTestBrowser();
    world = await World.create({ classifier: namedClassifier });
    const operator = await world.hire();
    citizen = await world.citizen();
    await citizen.open('payments: первое слово');
    const sessionId = await operator.accept();
    const { services } = world.app;
    const { citizenId } = await services.log.getState(sessionId);
    for (let index = 1; index <= count; index += 1) {
      // Past the socket, which holds nobody to more than four messages a second.
      await services.messages.sendMessage(
        { kind: 'citizen', citizenId, familyId: '', tokenExpiresAt: world.clock.now() },
        {
          ...{ sessionId, clientMessageId: `long-talk-${index}`, attachmentIds: [] },
          ...{ text: `Реплика ${index}. ${'Подробности платежа. '.repeat(index % 4)}` },
        },
      );
    }
    screen = await ConsolePage.open(world, operator);
  });
  after(async () => {
    expect(screen.faults).to.deep.equal([]);
    await screen.page.context().close();
    await world.close();
  });

  const words = () => screen.page.getByRole('log', { name: 'Переписка' });
  const bubble = (text: string) => words().locator('.bubble', { hasText: text });

  it('opens at its end, quickly, with only what is near drawn', async () => {
    await screen.row('Гость').locator('.badge').waitFor();
    const startedAt = performance.now();
    await screen.row('Гость').click();
    await bubble(`Реплика ${count}.`).waitFor();
    expect(performance.now() - startedAt).to.be.below(2_000);
    expect(await words().getByRole('article').count()).to.be.within(5, 80);
    const last = words().getByRole('article').last();
    expect(Number(await last.getAttribute('aria-setsize'))).to.be.above(count);
    expect(await last.getAttribute('aria-posinset')).to.equal(
      await last.getAttribute('aria-setsize'),
    );
  });

  it('stays where one reads when words arrive, and says how many', async () => {
    const { page } = screen;
    await words().hover();
    await page.mouse.wheel(0, -4_000);
    const jump = page.getByRole('button', { name: 'К последним' });
    await jump.waitFor();
    const placeOf = () =>
      page.evaluate(() => {
        const scroller = document.querySelector('.messages-scroll');
        const middle = scroller?.getBoundingClientRect();
        const seen = [...document.querySelectorAll('.messages-scroll .bubble')].find(
          (each) => each.getBoundingClientRect().top > (middle?.top ?? 0) + 100,
        );
        return { text: seen?.textContent, top: Math.round(seen?.getBoundingClientRect().top ?? 0) };
      });
    // The wheel has run out and rows above have their true heights.
    await page.waitForFunction(() => {
      const top = document.querySelector('.messages-scroll')?.scrollTop;
      const known = document.body.dataset['restingAt'];
      document.body.dataset['restingAt'] = String(top);
      return known === String(top);
    });
    const before = await placeOf();
    await citizen.say('Новое слово, раз');
    await citizen.say('Новое слово, два');
    const news = page.getByRole('button', { name: '2 новых' });
    await news.waitFor();
    expect(await placeOf()).to.deep.equal(before);
    expect(await page.evaluate(() => document.title)).to.match(/^\(2\)/);
    await news.click();
    await bubble('Новое слово, два').waitFor();
    await page.waitForFunction(() => document.title === 'Линия');
  });

  it('follows its end while one is there, also past a growing field', async () => {
    const { page } = screen;
    const isAtEnd = () =>
      page.waitForFunction(() => {
        const scroller = document.querySelector('.messages-scroll');
        if (!scroller) return false;
        return scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight <= 1;
      });
    await isAtEnd();
    const height = () => words().evaluate((element) => element.clientHeight);
    const before = await height();
    await screen.composer.fill('Строка\n'.repeat(8));
    expect(await height()).to.be.below(before);
    await isAtEnd();
    await citizen.say('Слово над выросшим полем');
    await bubble('Слово над выросшим полем').waitFor();
    await isAtEnd();
  });
});
