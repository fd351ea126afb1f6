import { limits } from '../../shared/limits.js';
import { createPlacing, type Classifier } from '../features/classification/placing.listener.js';
import type { MessageService } from '../features/messages/message.service.js';
import { Board } from '../features/routing/board.js';
import { QueueInfo } from '../features/routing/queue-info.js';
import type { ChatSessionState } from '../features/session-log/state.js';
import { createStatistics } from '../features/statistics/create-statistics.js';
import type { Ground } from './ground.js';
import { wireRouting } from './wire-routing.js';

/** Until then another process may still be at work on what the last event causes. */
const settledAtMs = ({ headAt }: ChatSessionState): number =>
  (headAt?.getTime() ?? 0) + limits.nodes.settleMs;

/** How a chat comes to who answers it: placed, queued, offered, passed on, called for, promised for later; and its figures. */
export const createRouting = (
  ground: Ground,
  { classifier, messages }: { classifier: Classifier; messages: MessageService },
) => {
  const { clock, deadlines, hours, isAlone, isInFlight, keys } = ground;
  const { log, logger, pools, presence, seats, staff, stores } = ground;
  const wired = wireRouting({
    ...ground,
    places: stores.callbackPlaces,
    keepDecision: (decision) => stores.decisions.put(decision),
    foresee: (...asked) => queueInfo.foresee(...asked),
    noteHealed: (state) => statistics.noteHealed(state),
    isInFlight: (state) =>
      isInFlight(state._id) || (!isAlone && clock.nowMs() < settledAtMs(state)),
    classify: createPlacing({
      ...{ log, keys, deadlines, clock, logger },
      ...{ classifier, bot: messages },
    }),
  });
  const { offers, queue } = wired;
  const statistics = createStatistics({
    ...{ facts: stores.facts, freeTime: stores.freeTime, pools, staff, clock, logger },
    isFree: (operatorId) =>
      offers.isFree(operatorId) &&
      (staff.find(operatorId)?.poolIds ?? []).some((poolId) => hours.isOpen(poolId)),
  });
  presence.onChanged(({ operatorId }) => statistics.freeTime.look(operatorId));
  const queueInfo = new QueueInfo(queue, staff, presence, hours, statistics.waits, pools);
  const board = new Board({ pools, hours, queue, presence, seats, staff, clock });
  return { ...wired, statistics, queueInfo, board };
};

export type Routing = ReturnType<typeof createRouting>;
