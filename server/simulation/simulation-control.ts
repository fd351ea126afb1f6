import type { Logger } from '../lib/logger.js';
import type { Pace } from './pace.js';
import { Simulation } from './simulation.js';

/** The stage's switch: the simulation of this process, once it is known where the server is reached. */
export class SimulationControl {
  readonly #logger: Logger;
  readonly #pace: Pace | undefined;
  #simulation: Simulation | null = null;
  #isOn = false;
  /** Turns follow each other: a click during a start waits for it. */
  #turning: Promise<void> = Promise.resolve();

  constructor(logger: Logger, pace?: Pace) {
    this.#logger = logger;
    this.#pace = pace;
  }

  isOn(): boolean {
    return this.#isOn;
  }

  /** Called once the server listens. */
  attach(address: string, isOn: boolean): void {
    const pace = this.#pace;
    this.#simulation = new Simulation({
      ...{ address, logger: this.#logger },
      ...(pace === undefined ? {} : { pace }),
    });
    if (isOn) void this.turn(true);
  }

  async turn(isOn: boolean): Promise<void> {
    this.#isOn = isOn;
    this.#turning = this.#turning.then(() => this.#apply(isOn));
    await this.#turning;
  }

  async close(): Promise<void> {
    this.#isOn = false;
    await this.#turning;
    this.#simulation?.disconnect();
  }

  async #apply(isOn: boolean): Promise<void> {
    try {
      if (isOn) await this.#simulation?.start();
      else await this.#simulation?.stop();
    } catch (error) {
      this.#logger.warn({ event: 'simulation.failed', error });
    }
  }
}
