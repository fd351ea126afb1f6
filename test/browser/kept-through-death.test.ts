import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { browserStartMs, startTestBrowser } from '../helpers/browser.js';
import { readDevice } from '../helpers/device.js';
import { ProfileBrowser } from '../helpers/profile-browser.js';
import { ServerProcess } from '../helpers/server-process.js';

const unsent = 'Недоставленное слово о штрафе';
const draft = 'Черновик, который никто не видел';

describe('Words on the device of a citizen and of an operator', function () {
  this.timeout(120_000);
  let server: ServerProcess;
  let device: ProfileBrowser;
  let desk: ProfileBrowser;

  before(async function () {
    this.timeout(browserStartMs);
    await startTestBrowser();
    [server, device, desk] = await Promise.all([
      ServerProcess.start(),
      ProfileBrowser.start(),
      ProfileBrowser.start(),
    ]);
  });
  after(async () => {
    await Promise.all([device.close(), desk.close(), server.close()]);
  });

  const openChat = () => device.open(`${server.address}/widget/app.html?mode=fullpage&locale=ru`);
  const openDesk = () => desk.open(`${server.address}/console/?demo=operator`);
  const field = (page: Page) => page.locator('textarea').first();
  const bubbles = (page: Page, text: string) => page.locator('.bubble', { hasText: text });

  it('survive a reload and a killed browser, and nobody else can read them there', async () => {
    const operator = await openDesk();
    const citizen = await openChat();
    await citizen.getByRole('textbox').fill('Не прошла оплата штрафа, деньги списали два раза');
    for (const box of await citizen.getByRole('checkbox').all()) await box.check();
    await citizen.getByRole('button', { name: 'Начать чат' }).click();
    await operator.getByRole('button', { name: /Принять/ }).click();
    await citizen.getByText('Анна Крылова, оператор, в чате').first().waitFor();

    await server.cutPower();
    await field(citizen).fill(unsent);
    await field(citizen).press('Enter');
    await bubbles(citizen, unsent).waitFor();
    await field(citizen).fill(draft);
    await field(operator).fill(`${unsent} оператора`);
    await field(operator).press('Enter');
    await bubbles(operator, unsent).waitFor();
    await field(operator).fill(`${draft}, и оператора`);

    for (const [page, name] of [
      [citizen, 'liniya.citizen'],
      [operator, 'liniya.staff'],
    ] as const) {
      const kept = await readDevice(page, name);
      expect(kept.records, name).to.be.at.least(2);
      expect(kept.text, name).to.not.match(/Недоставленное|Черновик|штраф/);
      expect(new Set(kept.exports), name).to.deep.equal(new Set(['InvalidAccessError']));
    }
    // The address leads nowhere now: the page goes as it does in a reload.
    await citizen.reload().catch(() => null);
    await Promise.all([device.kill(), desk.kill()]);
    for (const browser of [device, desk])
      for (const words of [unsent, draft])
        expect(await browser.findOnDisk(words)).to.deep.equal([]);

    await server.start();
    await Promise.all([device.start(), desk.start()]);
    const [again, deskAgain] = [await openChat(), await openDesk()];
    await bubbles(again, unsent).first().waitFor();
    expect(await field(again).inputValue()).to.equal(draft);
    await deskAgain.locator('.list-panel .row').first().click();
    await bubbles(deskAgain, `${unsent} оператора`).waitFor();
    expect(await field(deskAgain).inputValue()).to.equal(`${draft}, и оператора`);
    await bubbles(again, `${unsent} оператора`).waitFor();
    await bubbles(deskAgain, unsent).nth(1).waitFor();
    expect(await bubbles(deskAgain, unsent).count(), 'one of each').to.equal(2);
    expect(await bubbles(again, unsent).count(), 'one of each').to.equal(2);
  });
});
