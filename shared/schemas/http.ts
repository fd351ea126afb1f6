import { z } from 'zod';
import { locales } from '../domain/states.js';
import { limits } from '../limits.js';
import { clientId, id, words } from './common.js';

export const citizenTokenInput = z.strictObject({
  /** Signed by the portal that hosts the widget; without it the citizen is a guest. */
  identityToken: z.string().max(4_096).optional(),
});

export const refreshInput = z.strictObject({ refreshToken: z.string().max(256) });

export const signInInput = z.strictObject({
  login: z.string().min(1).max(80),
  password: z.string().min(1).max(200),
  /** A browser tab's own session: several people can be signed in beside each other. */
  tabId: clientId,
});
export type SignInInput = z.input<typeof signInInput>;

export const demoSignInInput = z.strictObject({
  role: z.enum(['operator', 'senior', 'supervisor']),
  tabId: clientId,
});
export type DemoSignInInput = z.input<typeof demoSignInInput>;

/** Demo only: what the demo portal signs for the person signed in there. */
export const demoIdentityInput = z.strictObject({
  portalUserId: clientId.optional(),
  name: words(limits.details.maxNameLength).optional(),
});

/** Demo only: the stage's switch between a window to watch and the real promise. */
export const escalationWindowInput = z.strictObject({
  windowMs: z.literal([limits.escalation.demoWindowMs, limits.escalation.windowMs]),
});

/** Demo only: whether practice citizens and operators act by themselves. */
export const simulationInput = z.strictObject({ isOn: z.boolean() });

export const tabInput = z.strictObject({ tabId: clientId });

/** Fields beside the file of an upload. */
export const uploadFields = z.strictObject({ clientMessageId: clientId });

export const attachmentParams = z.strictObject({ attachmentId: id });
export const sessionParams = z.strictObject({ sessionId: id });
/** Of a session's log, by the numbers that the asker sees it by. */
export const eventsQuery = z.strictObject({
  after: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
});
export const downloadParams = z.strictObject({ ticket: z.string().max(64) });

/** Language of a transcript; the session's own without it. */
export const transcriptQuery = z.strictObject({ locale: z.enum(locales).optional() });
export const citizenTranscriptParams = z.strictObject({
  sessionId: id,
  format: z.enum(['txt', 'pdf']),
});
export const staffTranscriptParams = z.strictObject({
  sessionId: id,
  format: z.enum(['txt', 'pdf', 'json']),
});
export const citizenTranscriptTicketInput = z.strictObject({
  format: z.enum(['txt', 'pdf']),
  locale: z.enum(locales).optional(),
});
export const staffTranscriptTicketInput = z.strictObject({
  format: z.enum(['txt', 'pdf', 'json']),
  locale: z.enum(locales).optional(),
});
