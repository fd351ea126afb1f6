import type { ForeseenWait } from '../../shared/domain/session-events.js';
import type { Ranked } from '../../shared/routing/rank.js';
import { CallbackService } from '../features/callbacks/callback.service.js';
import type { CallbackPlaceStore } from '../features/callbacks/place.store.js';
import { SlotBook } from '../features/callbacks/slot-book.js';
import { EscalationService } from '../features/escalation/escalation.service.js';
import { SeniorSearch } from '../features/escalation/senior-search.js';
import { Desk } from '../features/routing/desk.js';
import { Matcher, type MatcherDeps } from '../features/routing/matcher.js';
import { OfferService, type OfferDeps } from '../features/routing/offer.service.js';
import { OverflowService } from '../features/routing/overflow.service.js';
import { PlacementService } from '../features/routing/placement.service.js';
import { RoutingService, type RoutingDeps } from '../features/routing/routing.service.js';
import { WaitingQueue } from '../features/routing/waiting-queue.js';
import { TransferService } from '../features/transfers/transfer.service.js';
import { WaitService } from '../features/waiting/wait.service.js';
import type { Ground } from './ground.js';

type Base = Pick<
  Ground,
  | 'calendar'
  | 'citizens'
  | 'clock'
  | 'deadlines'
  | 'hours'
  | 'log'
  | 'logger'
  | 'pools'
  | 'presence'
  | 'seats'
  | 'staff'
>;

export interface RoutingParts extends Base {
  places: CallbackPlaceStore;
  keepDecision: OfferDeps['keepDecision'];
  foresee: (poolId: string, ranked: Ranked, isTraining: boolean) => ForeseenWait;
  classify: RoutingDeps['classify'];
  isInFlight: RoutingDeps['isInFlight'];
  noteHealed: RoutingDeps['noteHealed'];
  queue?: WaitingQueue;
  /** Another order than the product's, to compare with. */
  createMatcher?: (deps: MatcherDeps) => Matcher;
}

/** Queue, matching, offers, transfers, escalations and promised calls, as a server has them and as the bench plays them. */
export const wireRouting = (parts: RoutingParts) => {
  const { calendar, citizens, clock, deadlines, hours, log, logger, places } = parts;
  const { pools, presence, seats, staff, keepDecision, foresee } = parts;
  const { classify, isInFlight, noteHealed, queue = new WaitingQueue() } = parts;
  const desk = new Desk();
  const listHeldBy = (operatorId: string) => desk.listSessions(`operator:${operatorId}`);
  const offers = new OfferService({ log, seats, deadlines, presence, staff, keepDecision, clock });
  const transfers = new TransferService({ log, deadlines, offers, pools, hours, staff, clock });
  const escalations = new EscalationService({
    ...{ log, deadlines, pools, clock },
    listSessionsOf: listHeldBy,
  });
  const slots = new SlotBook({ places, pools, calendar, clock });
  const callbacks = new CallbackService({ log, slots, deadlines, clock });
  const waits = new WaitService({ log, pools, calendar, clock });
  const seniors = new SeniorSearch({
    ...{ log, deadlines, escalations, callbacks, offers, seats, presence, staff, clock },
  });
  const placement = new PlacementService({ log, pools, deadlines, foresee, clock });
  const overflow = new OverflowService({ log, pools, hours, deadlines, clock });
  const matching = { log, queue, offers, citizens, pools, hours, staff, clock, logger };
  const matcher = parts.createMatcher?.(matching) ?? new Matcher(matching);
  const routing = new RoutingService({
    ...{ log, queue, matcher, placement, overflow, transfers, seniors, offers },
    ...{ seats, presence, staff, clock, logger, classify, isInFlight, noteHealed, listHeldBy },
    listOfferedTo: (operatorId) => desk.listOfferedTo(operatorId),
  });
  return {
    ...{ offers, transfers, escalations, slots, callbacks, waits },
    ...{ placement, queue, desk, matcher, routing },
  };
};
