import { limits } from '../../shared/limits.js';
import { createPlacing, type Classifier } from '../features/classification/placing.listener.js';
import { CallbackService } from '../features/callbacks/callback.service.js';
import { SlotBook } from '../features/callbacks/slot-book.js';
import { EscalationService } from '../features/escalation/escalation.service.js';
import { SeniorSearch } from '../features/escalation/senior-search.js';
import type { MessageService } from '../features/messages/message.service.js';
import { Board } from '../features/routing/board.js';
import { Desk } from '../features/routing/desk.js';
import { Matcher } from '../features/routing/matcher.js';
import { OfferService } from '../features/routing/offer.service.js';
import { OverflowService } from '../features/routing/overflow.service.js';
import { PlacementService } from '../features/routing/placement.service.js';
import { QueueInfo } from '../features/routing/queue-info.js';
import { RoutingService } from '../features/routing/routing.service.js';
import { WaitingQueue } from '../features/routing/waiting-queue.js';
import type { ChatSessionState } from '../features/session-log/state.js';
import { createStatistics } from '../features/statistics/create-statistics.js';
import { TransferService } from '../features/transfers/transfer.service.js';
import { WaitService } from '../features/waiting/wait.service.js';
import type { Ground } from './ground.js';

/** Until then another process may still be at work on what the last event causes. */
const settledAtMs = ({ headAt }: ChatSessionState): number =>
  (headAt?.getTime() ?? 0) + limits.nodes.settleMs;

/** How a chat comes to who answers it: placed, queued, offered, passed on, called for, promised for later; and its figures. */
export const createRouting = (
  ground: Ground,
  { classifier, messages }: { classifier: Classifier; messages: MessageService },
) => {
  const { calendar, citizens, clock, deadlines, hours, isAlone, isInFlight } = ground;
  const { keys, log, logger, pools, presence, seats, staff, stores } = ground;
  const offers = new OfferService({
    ...{ log, seats, deadlines, presence, staff, clock },
    keepDecision: (decision) => stores.decisions.put(decision),
  });
  const transfers = new TransferService({ log, deadlines, offers, pools, hours, staff, clock });
  const escalations = new EscalationService({
    ...{ log, deadlines, pools, clock },
    listSessionsOf: (operatorId) => desk.listSessions(`operator:${operatorId}`),
  });
  const slots = new SlotBook({ places: stores.callbackPlaces, pools, calendar, clock });
  const callbacks = new CallbackService({ log, slots, deadlines, clock });
  const waits = new WaitService({ log, pools, calendar, clock });
  const seniors = new SeniorSearch({
    ...{ log, deadlines, escalations, callbacks, offers, seats, presence, staff, clock },
  });
  const placement = new PlacementService({
    ...{ log, pools, deadlines, clock },
    foresee: (...asked) => queueInfo.foresee(...asked),
  });
  const queue = new WaitingQueue();
  const overflow = new OverflowService({ log, pools, hours, deadlines, clock });
  const desk = new Desk();
  const matcher = new Matcher({ log, queue, offers, citizens, pools, hours, staff, clock, logger });
  const routing = new RoutingService({
    ...{
      log,
      queue,
      matcher,
      placement,
      overflow,
      transfers,
      seniors,
      seats,
      presence,
      staff,
      clock,
      logger,
    },
    offers,
    noteHealed: (state) => statistics.noteHealed(state),
    listOfferedTo: (operatorId) => desk.listOfferedTo(operatorId),
    listHeldBy: (operatorId) => desk.listSessions(`operator:${operatorId}`),
    isInFlight: (state) =>
      isInFlight(state._id) || (!isAlone && clock.nowMs() < settledAtMs(state)),
    classify: createPlacing({
      ...{ log, keys, deadlines, clock, logger },
      ...{ classifier, bot: messages },
    }),
  });
  const statistics = createStatistics({
    ...{ facts: stores.facts, freeTime: stores.freeTime, pools, staff, clock, logger },
    isFree: (operatorId) =>
      offers.isFree(operatorId) &&
      (staff.find(operatorId)?.poolIds ?? []).some((poolId) => hours.isOpen(poolId)),
  });
  presence.onChanged(({ operatorId }) => statistics.freeTime.look(operatorId));
  const queueInfo = new QueueInfo(queue, staff, presence, hours, statistics.waits, pools);
  const board = new Board({ pools, hours, queue, presence, seats, staff, clock });
  return {
    ...{ offers, transfers, escalations, callbacks, waits, placement, queue, desk, matcher },
    ...{ routing, statistics, queueInfo, board },
  };
};

export type Routing = ReturnType<typeof createRouting>;
