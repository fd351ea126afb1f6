import { limits } from '../../../shared/limits.js';
import type { Clock } from '../../lib/clock.js';
import { newOpaqueId } from '../../lib/ids.js';
import type { NodeStore } from './node.store.js';

/** Which server processes run on this database: each says so every few seconds. */
export class NodeService {
  readonly nodeId: string;
  readonly #store: NodeStore;
  readonly #clock: Clock;
  readonly #isAlone: boolean;
  #ended = new Map<string, Date>();
  #running: ReadonlySet<string> = new Set();

  constructor(store: NodeStore, clock: Clock, isAlone: boolean) {
    this.#store = store;
    this.#clock = clock;
    this.#isAlone = isAlone;
    this.nodeId = newOpaqueId(clock.nowMs());
  }

  async beat(): Promise<void> {
    await this.#store.beat(this.nodeId, this.#clock.now());
    const nowMs = this.#clock.nowMs();
    const others = (await this.#store.list()).filter(({ _id }) => _id !== this.nodeId);
    const ended = others.filter(
      ({ aliveAt }) => this.#isAlone || nowMs - aliveAt.getTime() > limits.nodes.leaseMs,
    );
    this.#ended = new Map(ended.map(({ _id, aliveAt }) => [_id, aliveAt]));
    this.#running = new Set(others.map(({ _id }) => _id).filter((id) => !this.#ended.has(id)));
  }

  /** The other processes that run. */
  get running(): ReadonlySet<string> {
    return this.#running;
  }

  /** Processes that have ended without saying so, with their last sign of life. A process that writes alone knows no others. */
  listEnded(): { nodeId: string; aliveAt: Date }[] {
    return [...this.#ended].map(([nodeId, aliveAt]) => ({ nodeId, aliveAt }));
  }

  /** What they left undone is done. */
  async forget(nodeIds: readonly string[]): Promise<void> {
    await this.#store.remove(nodeIds);
    for (const nodeId of nodeIds) this.#ended.delete(nodeId);
  }

  /** A process that ends in good order leaves nothing undone. */
  async leave(): Promise<void> {
    await this.#store.remove([this.nodeId]);
  }
}
