import { z } from 'zod';
import { requestTypes } from '../domain/request-types.js';
import { limits } from '../limits.js';

const { defaultDays, maxDays } = limits.review;

/** So many days back from now. */
const days = z.coerce.number().int().min(1).max(maxDays).default(defaultDays);

export const classifierReviewQuery = z.strictObject({ days });

export const correctionsQuery = z.strictObject({
  days,
  /** Taken for it, or not recognised as it. */
  type: z.enum(requestTypes).optional(),
  /** `next` of the page before. */
  before: z
    .string()
    .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z [0-9a-f]{24}$/)
    .optional(),
});
