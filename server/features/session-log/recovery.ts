import { limits } from '../../../shared/limits.js';
import type { Clock } from '../../lib/clock.js';
import type { Logger } from '../../lib/logger.js';
import type { SessionLog } from './session-log.service.js';
import type { SessionLogStore } from './session-log.store.js';

export interface RecoveryDeps {
  log: Pick<SessionLog, 'adopt'>;
  store: Pick<SessionLogStore, 'listStoredBetween' | 'listHeads'>;
  nodes: {
    listEnded(): { nodeId: string; aliveAt: Date }[];
    forget(nodeIds: readonly string[]): Promise<void>;
  };
  /** Listeners of this process still have an event of the session to hear. */
  isInFlight: (sessionId: string) => boolean;
  clock: Clock;
  logger: Logger;
}

/**
 * Finishes what a process began and did not live to finish. A projection is written behind everything that follows
 * from an event, so one that lags behind its log tells where something is missing.
 */
export class Recovery {
  readonly #deps: RecoveryDeps;

  constructor(deps: RecoveryDeps) {
    this.#deps = deps;
  }

  /** Looks at what was stored `settleMs` ago or earlier: younger events are still being worked on. */
  async run(settleMs: number = limits.nodes.settleMs): Promise<number> {
    const { clock, isInFlight, log, logger, nodes, store } = this.#deps;
    const nowMs = clock.nowMs();
    const ended = nodes.listEnded();
    const lastSigns = ended.map(({ aliveAt }) => aliveAt.getTime() - limits.nodes.leaseMs);
    const from = new Date(Math.min(nowMs - limits.nodes.recentMs, ...lastSigns));
    // Ids carry whole seconds: the one under way is included where nothing may be left out.
    const to = new Date(nowMs - settleMs + (settleMs === 0 ? 1_000 : 0));
    const stored = await store.listStoredBetween(from, to);
    const projected = await store.listHeads(stored.map(({ sessionId }) => sessionId));
    const heads = new Map(projected.map(({ sessionId, seq }) => [sessionId, seq]));
    let count = 0;
    for (const { sessionId, seq } of stored) {
      if ((heads.get(sessionId) ?? seq) >= seq || isInFlight(sessionId)) continue;
      count += await log.adopt(sessionId);
    }
    if (count > 0) logger.warn({ event: 'recovery.adopted', count });
    if (ended.length > 0) await nodes.forget(ended.map(({ nodeId }) => nodeId));
    return count;
  }
}
