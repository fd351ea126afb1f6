import type { Logger } from '../../lib/logger.js';
import type { AppealService } from '../appeals/appeal.service.js';
import { computeProgress } from '../appeals/progress.js';
import type { Deadlines } from '../deadlines/deadline.service.js';
import type { PresenceService } from '../presence/presence.service.js';
import type { SeatService } from '../seats/seat.service.js';
import type { SessionChange } from '../session-log/session-change.js';
import type { ChatSessionState } from '../session-log/state.js';

/** Offers whose seats a session uses: open ones, and the one its owner came by. */
export const offersInUse = (state: ChatSessionState): Set<string> =>
  new Set([
    ...state.offers.map((offer) => offer.offerId),
    ...(state.owner ? [state.owner.offerId] : []),
  ]);

export interface EffectDeps {
  seats: SeatService;
  deadlines: Deadlines;
  presence: PresenceService;
  appeals: AppealService;
  logger: Logger;
}

/** What must be true outside the log after an event: seats freed, offers' deadlines dropped, the appeal card up to date. */
export const createSessionEffects =
  (deps: EffectDeps) =>
  async ({ before, after }: SessionChange): Promise<void> => {
    const kept = offersInUse(after);
    const freed = [...offersInUse(before)].filter((offerId) => !kept.has(offerId));
    for (const offerId of freed) {
      const operatorId = await deps.seats.release(offerId);
      if (operatorId !== null && before.owner?.offerId === offerId) {
        deps.presence.markIdle(operatorId);
      }
    }
    const open = new Set(after.offers.map((offer) => offer.offerId));
    for (const { offerId } of before.offers) {
      if (!open.has(offerId)) await deps.deadlines.clear('offer', offerId);
    }
    const progress = computeProgress(after);
    const known = computeProgress(before);
    if (JSON.stringify({ ...progress, headSeq: 0 }) !== JSON.stringify({ ...known, headSeq: 0 })) {
      await deps.appeals.progress(after.appealId, progress);
    }
  };
