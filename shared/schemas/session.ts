import { z } from 'zod';
import { parsePhone } from '../domain/phone.js';
import { identityDocuments, locales, channels, waitModes } from '../domain/states.js';
import { requestTypes } from '../domain/request-types.js';
import { limits } from '../limits.js';
import { clientId, id, optionalWords, words } from './common.js';

export const sessionIdInput = z.strictObject({ sessionId: id });
export type SessionIdInput = z.input<typeof sessionIdInput>;

const attachmentIds = z.array(id).max(limits.message.maxAttachments).default([]);

/** Words, or files, or both; never neither. */
const messageBody = {
  clientMessageId: clientId,
  text: optionalWords(limits.message.maxTextLength),
  attachmentIds,
  /** The `clientMessageId` before this one that is still on its way: `retry` until that one is stored. */
  follows: clientId.optional(),
};
const hasContent = (message: { text: string; attachmentIds: string[] }) =>
  message.text.length > 0 || message.attachmentIds.length > 0;

export const sessionOpenInput = z.strictObject({
  clientSessionId: clientId,
  locale: z.enum(locales),
  channel: z.enum(channels),
  /** A practice chat: only practice operators are offered it. Refused outside a demo. */
  isTraining: z.boolean().optional(),
  /** The number of an earlier appeal of the same citizen that this one repeats. */
  repeatOf: z.string().max(20).optional(),
  consents: z.strictObject({
    /** Version and SHA-256 (hex) of the text that was shown. */
    processing: z.strictObject({
      isGiven: z.boolean(),
      textVersion: z.string().max(20),
      textHash: z.string().regex(/^[0-9a-f]{64}$/),
    }),
    recording: z.strictObject({
      isGiven: z.boolean(),
      textVersion: z.string().max(20),
      textHash: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  }),
  message: z.strictObject({
    clientMessageId: clientId,
    text: words(limits.message.maxTextLength),
  }),
});
export type SessionOpenInput = z.input<typeof sessionOpenInput>;

export const syncInput = z.strictObject({ sessionId: id, after: z.int().min(0) });
export type SyncInput = z.input<typeof syncInput>;

export const messageSendInput = z
  .strictObject({ sessionId: id, ...messageBody })
  .refine(hasContent);
export type MessageSendInput = z.input<typeof messageSendInput>;

export const staffMessageInput = z
  .strictObject({ sessionId: id, ...messageBody, audience: z.enum(['all', 'staff']) })
  .refine(hasContent);
export type StaffMessageInput = z.input<typeof staffMessageInput>;

/** Cursors over `publicSeq`; a smaller value than before is ignored. */
export const receiptInput = z.strictObject({
  sessionId: id,
  delivered: z.int().min(0).optional(),
  read: z.int().min(0).optional(),
});
export type ReceiptInput = z.input<typeof receiptInput>;

export const typingInput = z.strictObject({ sessionId: id, isTyping: z.boolean() });
export type TypingInput = z.input<typeof typingInput>;

/** Of the staff: a note that is being written shows to colleagues alone. */
export const staffTypingInput = typingInput.extend({
  audience: z.enum(['all', 'staff']).default('all'),
});
export type StaffTypingInput = z.input<typeof staffTypingInput>;

/** The session is on the screen of a tab that is in sight, or no longer. */
export const viewingInput = z.strictObject({ sessionId: id, isViewing: z.boolean() });
export type ViewingInput = z.input<typeof viewingInput>;

export const classificationChooseInput = z.strictObject({
  sessionId: id,
  requestType: z.enum(requestTypes),
});
export type ClassificationChooseInput = z.input<typeof classificationChooseInput>;

export const detailsInput = z.strictObject({
  sessionId: id,
  name: optionalWords(limits.details.maxNameLength).optional(),
  /** E-mail or phone, as the citizen writes it. */
  contact: optionalWords(limits.details.maxContactLength).optional(),
});
export type DetailsInput = z.input<typeof detailsInput>;

export const waitInput = z.strictObject({ sessionId: id, mode: z.enum(waitModes) });
export type WaitInput = z.input<typeof waitInput>;

export const callbackBookInput = z.strictObject({
  sessionId: id,
  clientCallbackId: clientId,
  /** The beginning of one of the slots that were offered. */
  callAt: z.iso.datetime(),
  /** As people write it; see `parsePhone`. */
  phone: z
    .string()
    .max(limits.details.maxContactLength)
    .refine((text) => parsePhone(text) !== null, { message: 'No telephone number.' }),
});
export type CallbackBookInput = z.input<typeof callbackBookInput>;

export const identityInput = z.strictObject({
  sessionId: id,
  fullName: words(limits.details.maxNameLength),
  document: z.enum(identityDocuments),
  /** Digits, spaces and dashes as people write them. */
  number: z.string().regex(/^[\d\s-]{6,20}$/),
});
export type IdentityInput = z.input<typeof identityInput>;

export const confirmInput = z.strictObject({ sessionId: id, isSolved: z.boolean() });
export type ConfirmInput = z.input<typeof confirmInput>;

export const ratingInput = z.strictObject({
  sessionId: id,
  score: z.int().min(1).max(5),
  comment: optionalWords(limits.closing.maxCommentLength).default(''),
});
export type RatingInput = z.input<typeof ratingInput>;
