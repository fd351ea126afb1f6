import type { OverflowRule } from '../schemas/pool-settings.js';

/** Why a waiting chat is offered in another pool as well. `closed`: its own pool does not work at this hour. */
export const overflowReasons = ['waited', 'not_taken', 'closed'] as const;
export type OverflowReason = (typeof overflowReasons)[number];

export interface OverflowFacts {
  /** Since it was queued, ms. */
  waitedMs: number;
  /** Offers since it was queued that nobody took. */
  offersPassed: number;
  isOpen: boolean;
  isTargetOpen: boolean;
}

/** After so long, or so many offers, or at once where its own pool is closed [spec 3]; never into a pool that is closed itself. */
export const findOverflowReason = (
  rule: OverflowRule | null,
  { waitedMs, offersPassed, isOpen, isTargetOpen }: OverflowFacts,
): OverflowReason | null => {
  if (!rule || !isTargetOpen) return null;
  if (!isOpen) return 'closed';
  if (offersPassed >= rule.afterOffers) return 'not_taken';
  return waitedMs >= rule.afterMs ? 'waited' : null;
};
