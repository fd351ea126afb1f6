import type { Classifier } from '../../server/features/classification/placing.listener.js';
import { startTestRedis, type TestRedis } from './redis.js';
import { World, namedClassifier } from './world.js';

/** Two server processes' parts: their own sockets and memory, one database, one clock and one Redis between them. */
export class Neighbours {
  #redis: TestRedis;

  private constructor(
    readonly here: World,
    readonly there: World,
    redis: TestRedis,
  ) {
    this.#redis = redis;
  }

  static async start(classifier: Classifier = namedClassifier): Promise<Neighbours> {
    const redis = await startTestRedis();
    const here = await World.create({ classifier, redisUrl: redis.url });
    return new Neighbours(here, await here.neighbour(), redis);
  }

  get redis(): TestRedis {
    return this.#redis;
  }

  /** Another Redis where one has died. */
  async renewRedis(): Promise<void> {
    this.#redis = await startTestRedis(Number(new URL(this.#redis.url).port));
  }

  async settle(): Promise<void> {
    for (const world of [this.here, this.there]) await world.settle();
  }

  /** Time passes for both: the clock is one, each does its own work. */
  async advance(ms: number): Promise<void> {
    await this.here.advance(ms);
    await this.there.app.jobs.runDue();
    await this.there.settle();
    await this.here.settle();
  }

  /** What two seconds bring without any hint. */
  async poll(): Promise<void> {
    await this.settle();
    // Twice, as two seconds would: what one learns and acts on is news for the other.
    for (const world of [this.here, this.there, this.here, this.there]) {
      await world.app.neighbours.poll();
      await world.settle();
    }
    await this.settle();
  }

  async close(): Promise<void> {
    this.#redis.thaw();
    await this.there.close();
    await this.here.close();
    await this.#redis.stop();
  }
}
