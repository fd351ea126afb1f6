import { requestTypes, type RequestType } from '../../../shared/domain/request-types.js';
import { limits } from '../../../shared/limits.js';

/** Of `decided` that the model placed without asking, people corrected so many. */
export interface Share {
  decided: number;
  corrected: number;
}

/** Quantile of the normal law for 98 % between the ends: one look in a thousand cries wolf (docs/adr/0010-corrections.md). */
const quantile = 2.33;

/** Wilson's interval of a share, 0…1: honest for few observations and near 0, where the plain one is not. */
export const computeInterval = ({ decided, corrected }: Share): { low: number; high: number } => {
  if (decided === 0) return { low: 0, high: 1 };
  const share = corrected / decided;
  const square = quantile ** 2;
  const middle = share + square / (2 * decided);
  const reach = quantile * Math.sqrt((share * (1 - share)) / decided + square / (4 * decided ** 2));
  const whole = 1 + square / decided;
  return { low: (middle - reach) / whole, high: (middle + reach) / whole };
};

const shareOf = ({ decided, corrected }: Share): number =>
  decided === 0 ? 0 : corrected / decided;

/** How people's corrections changed between two periods; `unknown` where either has too few to tell. */
export type Drift = 'worse' | 'better' | 'same' | 'unknown';

const rises = (from: Share, to: Share): boolean =>
  shareOf(to) - shareOf(from) >= limits.review.leastRise &&
  computeInterval(to).low > computeInterval(from).high;

/**
 * Worse or better only where Wilson's intervals do not meet, and by at least `leastRise`: certain and large enough to
 * matter.
 */
export const judgeDrift = (before: Share, after: Share): Drift => {
  const least = limits.review.leastDecided;
  if (before.decided < least || after.decided < least) return 'unknown';
  if (rises(before, after)) return 'worse';
  return rises(after, before) ? 'better' : 'same';
};

/** What a model promised when it was trained, as the share that people would correct if they saw every mistake. */
export const promisedBy = (
  expected: Partial<Record<RequestType, { decided: number; wrong: number }>>,
): Map<RequestType, Share> =>
  new Map(
    requestTypes.flatMap((requestType) => {
      const type = expected[requestType];
      return type ? [[requestType, { decided: type.decided, corrected: type.wrong }]] : [];
    }),
  );
