import type { AttachmentCard } from '../../../shared/domain/session-events.js';
import type { Locale } from '../../../shared/domain/states.js';

/** A file under a message. `thumbnail` is read for the PDF alone. */
export interface TranscriptFile {
  card: AttachmentCard;
  thumbnail?: Buffer;
}

export type TranscriptEntry =
  | {
      kind: 'message';
      at: Date;
      side: 'citizen' | 'operator' | 'bot';
      /** As it is printed: a name or a word of the catalogue. */
      author: string;
      text: string;
      files: TranscriptFile[];
      /** For staff alone. */
      isNote: boolean;
    }
  | { kind: 'system'; at: Date; text: string; isForStaff: boolean };

/** A session's talk in order, in the words of one language: what text and PDF are printed from. */
export interface Transcript {
  locale: Locale;
  timeZone: string;
  appealNumber: string;
  /** With notes and the staff's own events. */
  isForStaff: boolean;
  openedAt: Date;
  closedAt?: Date;
  requestTypeTitle?: string;
  printedAt: Date;
  entries: TranscriptEntry[];
}
