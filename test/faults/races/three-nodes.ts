import type { CitizenClient, StaffClient } from '../../helpers/clients.js';
import { startTestRedis, type TestRedis } from '../../helpers/redis.js';
import { World, namedClassifier } from '../../helpers/world.js';

/**
 * Three server nodes, each whole: its own sockets, its own memory, one database and one Redis between them, and one clock
 * that stands still until it is told otherwise.
 */
export class ThreeNodes {
  private constructor(
    readonly worlds: readonly [World, World, World],
    readonly redis: TestRedis,
  ) {}

  static async start(): Promise<ThreeNodes> {
    const redis = await startTestRedis();
    const first = await World.create({ classifier: namedClassifier, redisUrl: redis.url });
    return new ThreeNodes([first, await first.neighbour(), await first.neighbour()], redis);
  }

  get first(): World {
    return this.worlds[0];
  }

  on(index: number): World {
    return this.worlds[index % 3] ?? this.first;
  }

  /** Everybody anew: people that one node has made are known to all. */
  async reload(): Promise<void> {
    for (const { app } of this.worlds) await app.domain.reload();
  }

  /** What was caused has happened on every node, and these clients have heard of it. */
  async settle(clients: readonly (StaffClient | CitizenClient)[] = []): Promise<void> {
    for (const { app } of this.worlds) await app.idle();
    await Promise.all(clients.map((client) => client.roundTrip()));
    for (const { app } of this.worlds) await app.idle();
  }

  /** Asking each other; twice where what one learns and acts on is news for the others. */
  async learnOfEachOther(times = 2): Promise<void> {
    for (let round = 0; round < times; round += 1) {
      for (const { app } of this.worlds) {
        await app.neighbours.poll();
        await app.idle();
      }
    }
  }

  async close(): Promise<void> {
    const [first, second, third] = this.worlds;
    for (const world of [third, second, first]) await world.close();
    await this.redis.stop();
  }
}

/** What came over the wires is forgotten: a crowd hears everything, a thousand times. */
export const forgetHeard = (clients: readonly (StaffClient | CitizenClient)[]): void => {
  for (const { received, wire } of clients) {
    received.length = 0;
    wire.lines.length = 0;
  }
};
