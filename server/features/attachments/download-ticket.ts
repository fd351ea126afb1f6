import type { Locale } from '../../../shared/domain/states.js';
import type { CitizenActor, StaffActor } from '../auth/actor.js';

export type TranscriptFormat = 'txt' | 'pdf' | 'json';

/** What a ticket opens: one file, or one session's transcript in one form. */
export type DownloadSubject =
  | { kind: 'attachment'; attachmentId: string }
  | { kind: 'transcript'; sessionId: string; format: TranscriptFormat; locale?: Locale };

export interface DownloadTicket {
  /** SHA-256 (hex) of the ticket: the database alone opens nothing. */
  _id: string;
  subject: DownloadSubject;
  /** Whose right it carries; asked again when it is used. */
  actor: CitizenActor | StaffActor;
  expiresAt: Date;
}
