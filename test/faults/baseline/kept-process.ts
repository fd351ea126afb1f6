import { RigProcess } from '../rig/processes.js';

const lookEveryMs = 200;

/** A process that is started again where it ends by itself, as whatever keeps services running would do. */
export class KeptProcess extends RigProcess {
  #isWanted = false;
  #starting: Promise<void> | null = null;
  readonly #watch = setInterval(() => this.#look(), lookEveryMs);
  /** How often nobody had ended it. */
  ownEnds = 0;

  override start(): Promise<void> {
    this.#isWanted = true;
    this.#starting ??= super.start().finally(() => (this.#starting = null));
    return this.#starting;
  }

  override kill(): Promise<void> {
    this.#isWanted = false;
    return super.kill();
  }

  override stop(): Promise<number | null> {
    this.#isWanted = false;
    return super.stop();
  }

  /** For good. */
  async close(): Promise<void> {
    clearInterval(this.#watch);
    await this.kill();
  }

  #look(): void {
    if (!this.#isWanted || this.isRunning || this.#starting) return;
    this.ownEnds += 1;
    void this.start().catch(() => undefined);
  }
}
