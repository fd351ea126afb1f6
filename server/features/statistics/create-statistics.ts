import { newOpaqueId } from '../../lib/ids.js';
import type { SessionChange } from '../session-log/session-change.js';
import type { ChatSessionState } from '../session-log/state.js';
import type { FactStore } from './fact.store.js';
import { factsOf } from './facts-of.js';
import { FreeTime, type FreeTimeDeps } from './free-time.js';
import type { FreeTimeStore } from './free-time.store.js';
import { RecentWaits } from './recent-waits.js';
import { StatisticsService, type StatisticsDeps } from './statistics.service.js';

interface Deps extends Omit<FreeTimeDeps, 'store' | 'staff'> {
  facts: FactStore;
  freeTime: FreeTimeStore;
  pools: StatisticsDeps['pools'];
  staff: StatisticsDeps['staff'];
}

/** What is kept of waits, offers, promises and free time, and what is made of it. */
export const createStatistics = ({ facts, freeTime: store, pools, ...deps }: Deps) => {
  const { clock, logger, staff } = deps;
  const waits = new RecentWaits(facts, clock);
  const freeTime = new FreeTime({ ...deps, store });
  return {
    waits,
    freeTime,
    service: new StatisticsService({ ...{ facts, freeTime: store, pools, staff, clock } }),
    /** The listener behind every event this process has stored: the seats it freed are free by then. */
    async listen(change: SessionChange): Promise<void> {
      freeTime.learn(change);
      const ended = factsOf(change);
      if (ended.length === 0) return;
      await facts.put(ended);
      for (const fact of ended) if (fact.kind === 'wait') waits.note(fact);
    },
    /** A count that cannot be kept holds up no sweep. */
    async noteHealed({ _id: sessionId, poolId = '' }: Pick<ChatSessionState, '_id' | 'poolId'>) {
      const at = clock.now();
      const _id = `healed:${newOpaqueId(at.getTime())}`;
      try {
        await facts.put([{ _id, kind: 'healed', at, poolId, sessionId }]);
      } catch (error) {
        logger.warn({ event: 'statistics.failed', sessionId, error });
      }
    },
  };
};
