import { limits } from '../../../shared/limits.js';
import type { Clock } from '../../lib/clock.js';
import type { Logger } from '../../lib/logger.js';
import type { SettingsStore } from './settings.store.js';

interface Deps {
  store: SettingsStore;
  /** Reads every setting anew and acts on what is different. */
  reread: () => Promise<void>;
  clock: Clock;
  logger: Logger;
}

/**
 * Makes a change of settings count in every process: whoever makes one counts it in the database, and each process
 * compares that number with the one it has read the settings at.
 */
export class SettingsService {
  readonly #deps: Deps;
  #readAt = -1;
  #readAtMs = -Infinity;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** After a change is stored: here at once, in other processes within `limits.settings.pollMs`. */
  async announce(): Promise<void> {
    await this.#deps.store.noteChange();
    try {
      await this.#reread(await this.#deps.store.countChanges());
    } catch (error) {
      // The change is made, and the next look reads it.
      this.#deps.logger.warn({ event: 'settings.reread_failed', error });
    }
  }

  /** Whether somebody has changed something since; called every two seconds. */
  async look(): Promise<void> {
    const { store, clock } = this.#deps;
    const count = await store.countChanges();
    const isOld = clock.nowMs() - this.#readAtMs >= limits.settings.rereadMs;
    if (count !== this.#readAt || isOld) await this.#reread(count);
  }

  /** `count` was read before the settings are: a change in between is found by the next look. */
  async #reread(count: number): Promise<void> {
    const startedMs = this.#deps.clock.nowMs();
    await this.#deps.reread();
    this.#readAt = count;
    this.#readAtMs = startedMs;
  }
}
