/**
 * Every error code a client can meet, each with what the reader should do about it in the catalogues under
 * `error.<code>`. Not found and not allowed look alike to a citizen: both are `not_found`.
 */
export const errorCodes = [
  'bad_request',
  'unauthenticated',
  'token_expired',
  'forbidden',
  'not_found',
  'protocol_mismatch',
  'rate_limited',
  'retry',
  'internal',
  'shutting_down',
  'message_conflict',
  'session_closed',
  'session_not_open_for_this',
  'consent_required',
  'already_taken',
  'offer_gone',
  'no_free_seat',
  'not_owner',
  'escalation_open',
  'escalation_none',
  'escalation_already',
  'senior_already_here',
  'summary_owed',
  'newer_message',
  'transfer_open',
  'transfer_no_target',
  'transfer_closed',
  'slot_taken',
  'callback_gone',
  'changed_meanwhile',
  'identity_wait',
  'identity_locked',
  'identity_not_requested',
  'sign_in_failed',
  'sign_in_wait',
  'sign_in_locked',
  'session_revoked',
  'file_too_large',
  'file_type_refused',
  'file_broken',
  'file_unreadable_image',
  'ticket_gone',
  'incident_closed',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** What a refused event or request answers. `details` never carries personal data. */
export interface ErrorView {
  code: ErrorCode;
  /** English, for logs and integrators; people are shown the catalogue's text for `code`. */
  message: string;
  details?: Record<string, unknown>;
}
