import type { BrowserContext, Page } from 'playwright-core';
import { startTestBrowser } from './browser.js';
import type { StaffClient } from './clients.js';
import type { World } from './world.js';

/** Alt in the protocol’s mask of modifier keys. */
const alt = 1;

/** A console of the built product in the test browser, signed in over the password as its person would. */
export class ConsolePage {
  private constructor(
    readonly page: Page,
    /** Errors that the page reported: a test ends with none. */
    readonly faults: string[],
  ) {}

  /** In a profile of its own, or beside others in one that is given. */
  static async open(
    world: World,
    person: Pick<StaffClient, 'name'>,
    context?: BrowserContext,
  ): Promise<ConsolePage> {
    const browser = await startTestBrowser();
    const profile =
      context ??
      (await browser.newContext({
        ...{ locale: 'ru-RU', reducedMotion: 'reduce' },
        viewport: { width: 1_280, height: 800 },
      }));
    const page = await profile.newPage();
    page.setDefaultTimeout(15_000);
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    await page.goto(`http://127.0.0.1:${String(world.port)}/console/`);
    const screen = new ConsolePage(page, faults);
    await screen.signIn(person.name);
    return screen;
  }

  async signIn(login: string): Promise<void> {
    await this.page.getByLabel('Логин').fill(login);
    await this.page.getByLabel('Пароль').fill('korrekt horse 17');
    await this.page.getByRole('button', { name: 'Войти' }).click();
    await this.page.getByRole('navigation', { name: 'Разделы' }).waitFor();
  }

  get composer() {
    return this.page.getByRole('textbox', { name: 'Ответ гражданину' });
  }

  get title() {
    return this.page.evaluate(() => document.title);
  }

  row(name: string | RegExp) {
    return this.page.locator('.list-panel .row', { hasText: name });
  }

  /** A real press with Alt as a keyboard with the Russian layout makes it: a letter of ЙЦУКЕН on the key’s place. */
  async pressRussian(key: string, code: string): Promise<void> {
    const session = await this.page.context().newCDPSession(this.page);
    const event = { key, code, modifiers: alt, windowsVirtualKeyCode: key.charCodeAt(0) };
    await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...event });
    await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
    await session.detach();
  }

  /** Shows this page of its profile, as a click on its tab would. */
  async show(): Promise<void> {
    await this.page.bringToFront();
  }
}
