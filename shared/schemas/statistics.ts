import { z } from 'zod';
import { id } from './common.js';

const day = z.iso.date();

/** One day, or from one day to another, the last one included; today without either. */
export const statisticsQuery = z
  .strictObject({
    day: day.optional(),
    from: day.optional(),
    to: day.optional(),
    poolId: id.optional(),
  })
  .refine((asked) => (asked.from === undefined) === (asked.to === undefined), {
    message: 'From one day to another: both are needed.',
  })
  .refine((asked) => asked.day === undefined || asked.from === undefined, {
    message: 'Either one day or from one to another.',
  });
export type StatisticsQuery = z.output<typeof statisticsQuery>;
