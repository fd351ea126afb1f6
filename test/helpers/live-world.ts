import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { createApp, type App } from '../../server/app.js';
import { readConfig } from '../../server/config.js';
import { loadClassifier } from '../../server/features/classification/load-classifier.js';
import { SystemClock } from '../../server/lib/clock.js';
import type { LogFields, Logger } from '../../server/lib/logger.js';
import { seedDemoPeople } from '../../server/seed/demo-people.js';
import { seedReferenceData } from '../../server/seed/seed.js';
import { connectDatabase } from '../../server/storage/connection.js';
import { startTestBrowser } from './browser.js';
import { freshDatabase } from './database.js';

/** The whole server with the real clock and the demo's people, and browsers that look at it. */
export class LiveWorld {
  /** Trouble that a page or the server reported: a test ends with none. */
  readonly troubles: string[] = [];
  readonly #contexts: BrowserContext[] = [];
  #close: () => Promise<void> = () => Promise.resolve();
  app!: App;
  port = 0;

  static async create(escalationWindowMs: number): Promise<LiveWorld> {
    const world = new LiveWorld();
    const dataFolder = await mkdtemp(join(tmpdir(), 'liniya-live-'));
    const fresh = await freshDatabase();
    const note = ({ event, error }: LogFields) => {
      const trouble =
        error instanceof Error ? (error.stack ?? error.message) : JSON.stringify(error ?? '');
      world.troubles.push(`server: ${event} ${trouble}`);
    };
    const logger: Logger = { info: () => {}, warn: note, error: note };
    const database = await connectDatabase(fresh.uri, logger);
    const config = readConfig({
      NODE_ENV: 'test',
      LINIYA_DATA: dataFolder,
      LINIYA_DEMO: 'true',
      LINIYA_SIMULATION: 'false',
    });
    const classifier = loadClassifier();
    world.app = await createApp({ config, logger, classifier, clock: new SystemClock(), database });
    await seedReferenceData(world.app.domain, escalationWindowMs);
    await seedDemoPeople(world.app.domain);
    await world.app.start();
    await new Promise<void>((resolve) => world.app.http.listen(0, '127.0.0.1', resolve));
    world.port = (world.app.http.address() as AddressInfo).port;
    world.#close = async () => {
      await world.app.close();
      await database.close();
      await fresh.drop();
      await rm(dataFolder, { recursive: true, force: true });
    };
    return world;
  }

  /** A page in a browser profile of its own. */
  async visit(path: string, viewport: { width: number; height: number }): Promise<Page> {
    const browser = await startTestBrowser();
    const context = await browser.newContext({ viewport, locale: 'ru-RU', acceptDownloads: true });
    this.#contexts.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    page.on('pageerror', (error) => this.troubles.push(`${path}: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') this.troubles.push(`${path}: ${message.text()}`);
    });
    await page.goto(`http://127.0.0.1:${this.port}${path}`);
    return page;
  }

  visitWidget(): Promise<Page> {
    return this.visit('/widget/app.html?mode=fullpage', { width: 400, height: 720 });
  }

  async visitConsole(role: 'operator' | 'senior' | 'supervisor'): Promise<Page> {
    const page = await this.visit(`/console/?demo=${role}`, { width: 1280, height: 800 });
    await page.getByRole('navigation').first().waitFor();
    return page;
  }

  async close(): Promise<void> {
    for (const context of this.#contexts) await context.close();
    await this.#close();
  }
}
