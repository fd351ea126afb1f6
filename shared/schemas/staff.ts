import { z } from 'zod';
import { requestTypes } from '../domain/request-types.js';
import { closingOutcomes, declineReasons, presenceChoices, stages } from '../domain/states.js';
import { limits } from '../limits.js';
import { id, words } from './common.js';

export const presenceInput = z.strictObject({ presence: z.enum(presenceChoices) });
export type PresenceInput = z.input<typeof presenceInput>;

export const offerInput = z.strictObject({ sessionId: id, offerId: id });
export type OfferInput = z.input<typeof offerInput>;

export const offerDeclineInput = z.strictObject({
  sessionId: id,
  offerId: id,
  reason: z.enum(declineReasons),
});
export type OfferDeclineInput = z.input<typeof offerDeclineInput>;

export const stageInput = z.strictObject({ sessionId: id, stage: z.enum(stages) });
export type StageInput = z.input<typeof stageInput>;

export const classificationCorrectInput = z.strictObject({
  sessionId: id,
  requestType: z.enum(requestTypes),
});
export type ClassificationCorrectInput = z.input<typeof classificationCorrectInput>;

/** Exactly one of the three names where the session goes. */
export const transferInput = z
  .strictObject({
    sessionId: id,
    poolId: id.optional(),
    operatorId: id.optional(),
    requestType: z.enum(requestTypes).optional(),
    note: words(limits.note.maxLength),
  })
  .refine(
    (input) =>
      [input.poolId, input.operatorId, input.requestType].filter((part) => part !== undefined)
        .length === 1,
    { message: 'Name one of poolId, operatorId, requestType.' },
  );
export type TransferInput = z.input<typeof transferInput>;

export const staffEscalateInput = z.strictObject({ sessionId: id });
export type StaffEscalateInput = z.input<typeof staffEscalateInput>;

/** What came of a call. */
export const callbackReportInput = z.strictObject({
  sessionId: id,
  callbackId: id,
  attempt: z.int().min(1),
  isReached: z.boolean(),
});
export type CallbackReportInput = z.input<typeof callbackReportInput>;

export const handOverInput = z.strictObject({
  sessionId: id,
  summary: words(limits.closing.maxSummaryLength),
});
export type HandOverInput = z.input<typeof handOverInput>;

export const closeInput = z.strictObject({
  sessionId: id,
  outcome: z.enum(closingOutcomes),
  summary: words(limits.closing.maxSummaryLength),
  /** The last `publicSeq` on the operator's screen: a newer word of the citizen refuses the close. */
  lastPublicSeq: z.int().min(0),
  /** For `in_progress`: by when. */
  dueAt: z.iso.datetime().optional(),
});
export type CloseInput = z.input<typeof closeInput>;
