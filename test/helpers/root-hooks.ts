import { stopTestBrowser } from './browser.js';
import { stopTestDatabase } from './database.js';

/** What the whole run shares is put away after its last test, so that mocha ends by itself. */
export const mochaHooks = {
  afterAll: async () => {
    await stopTestBrowser();
    await stopTestDatabase();
  },
};
