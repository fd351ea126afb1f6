import { z } from 'zod';
import { limits } from '../limits.js';
import { clientId, id, optionalWords, words } from './common.js';

export const incidentParams = z.strictObject({ incidentId: id });

export const incidentAnswerInput = z.strictObject({
  incidentId: id,
  /** The same one again is the same answer. */
  clientAnswerId: clientId,
  /** With `{{name}}`, `{{operator}}`, `{{appeal}}`. */
  text: words(limits.message.maxTextLength),
  isForLater: z.boolean(),
});
export type IncidentAnswerInput = z.input<typeof incidentAnswerInput>;

/** An empty title takes the name away again. */
export const incidentRenameInput = z.strictObject({
  incidentId: id,
  title: optionalWords(limits.incidents.maxTitleLength),
});
export type IncidentRenameInput = z.input<typeof incidentRenameInput>;

export const incidentMemberInput = z.strictObject({ incidentId: id, sessionId: id });
export type IncidentMemberInput = z.input<typeof incidentMemberInput>;

export const incidentCloseInput = z.strictObject({ incidentId: id });
export type IncidentCloseInput = z.input<typeof incidentCloseInput>;
