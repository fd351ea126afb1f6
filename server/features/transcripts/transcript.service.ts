import type { Locale } from '../../../shared/domain/states.js';
import type { StaffEventView } from '../../../shared/views/session-events.js';
import type { Clock } from '../../lib/clock.js';
import { DomainError } from '../../lib/domain-error.js';
import type { AppealKeys } from '../../storage/encryption/appeal-keys.js';
import type { Actor } from '../auth/actor.js';
import { SecretReader } from '../chat-sessions/secrets.js';
import { presentStaffEvent } from '../messages/event.presenter.js';
import type { SessionEvent } from '../session-log/session-event.js';
import type { ChatSessionState } from '../session-log/state.js';
import { presentEntry } from './entries.js';
import { createMoments } from './moments.js';
import { layPage, wordsOf } from './page.js';
import type { PdfPrinter } from './pdf-printer.js';
import { printText } from './print-text.js';
import type { Transcript, TranscriptFile } from './transcript.js';

export interface TranscriptDeps {
  sessions: { getReadableSession(actor: Actor, sessionId: string): Promise<ChatSessionState> };
  /** The session log: events with `after < number ≤ upTo`, by `seq` and by `publicSeq`. */
  events: {
    listEvents(sessionId: string, after: number, upTo: number): Promise<SessionEvent[]>;
    listPublicEvents(sessionId: string, after: number, upTo: number): Promise<SessionEvent[]>;
  };
  keys: AppealKeys;
  /** A thumbnail (JPEG) of a session's file; null where there is none. */
  thumbnails: { findThumbnail(sessionId: string, attachmentId: string): Promise<Buffer | null> };
  /** Titles of request types. */
  titles: (locale: Locale) => ReadonlyMap<string, string>;
  printer: PdfPrinter;
  clock: Clock;
  /** IANA; Moscow unless told otherwise. */
  timeZone?: string;
}

export interface TranscriptRequest {
  sessionId: string;
  /** The session's own where it is not named. */
  locale?: Locale;
}

export interface TranscriptFileRequest extends TranscriptRequest {
  format: 'txt' | 'pdf' | 'json';
}

/** A transcript ready to be saved. */
export interface PrintedTranscript {
  bytes: Buffer;
  contentType: string;
  /** «Обращение 26-0000001-5.pdf» */
  name: string;
}

const contentTypes = {
  txt: 'text/plain; charset=utf-8',
  pdf: 'application/pdf',
  json: 'application/json; charset=utf-8',
} as const;

/** Pictures shown in one PDF; further ones stand with their names. */
const maxThumbnails = 300;

/** The written record of a session, as far as the reader may see it. */
export class TranscriptService {
  readonly #deps: TranscriptDeps;

  constructor(deps: TranscriptDeps) {
    this.#deps = deps;
  }

  /**
   * The whole talk in order. A citizen's copy is read from the events everybody sees, so notes and the staff's own
   * events are not even fetched. Fails with `not_found`.
   */
  async buildTranscript(actor: Actor, request: TranscriptRequest): Promise<Transcript> {
    const { keys, titles, clock } = this.#deps;
    const state = await this.#deps.sessions.getReadableSession(actor, request.sessionId);
    const locale = request.locale ?? state.locale;
    const timeZone = this.#deps.timeZone ?? 'Europe/Moscow';
    const words = wordsOf[locale];
    const isStaff = actor.kind !== 'citizen';
    const secrets = await SecretReader.for(keys, state);
    const moments = createMoments(words.tag, timeZone);
    const reader = { secrets, isStaff, context: { words, moments, titles: titles(locale) } };
    const events = await this.#listEvents(state, isStaff);
    const requestType = state.classification?.isDecided && state.classification.requestType;
    const requestTypeTitle = requestType ? titles(locale).get(requestType) : undefined;
    return {
      locale,
      timeZone,
      appealNumber: state.appealNumber,
      isForStaff: isStaff,
      openedAt: state.openedAt,
      ...(state.closedAt ? { closedAt: state.closedAt } : {}),
      ...(requestTypeTitle === undefined ? {} : { requestTypeTitle }),
      printedAt: clock.now(),
      entries: events.flatMap((event) => presentEntry(event, reader) ?? []),
    };
  }

  /** The transcript as a file. JSON is for staff (`forbidden`). Fails with `not_found`, `retry`. */
  async print(actor: Actor, request: TranscriptFileRequest): Promise<PrintedTranscript> {
    const { format, sessionId } = request;
    if (format === 'json') return this.#printJson(actor, request);
    const transcript = await this.buildTranscript(actor, request);
    if (format === 'pdf') await this.#addThumbnails(sessionId, transcript);
    const page = layPage(transcript);
    const bytes = format === 'pdf' ? await this.#deps.printer.print(page) : printText(page);
    return { bytes, contentType: contentTypes[format], name: `${page.title}.${format}` };
  }

  /** Fails as `print` would, without printing. */
  async assertCanPrint(actor: Actor, { sessionId, format }: TranscriptFileRequest): Promise<void> {
    await this.#deps.sessions.getReadableSession(actor, sessionId);
    if (format === 'json') assertStaff(actor);
  }

  async #printJson(actor: Actor, request: TranscriptFileRequest): Promise<PrintedTranscript> {
    assertStaff(actor);
    const state = await this.#deps.sessions.getReadableSession(actor, request.sessionId);
    const secrets = await SecretReader.for(this.#deps.keys, state);
    const events = await this.#listEvents(state, true);
    const content: { appealNumber: string; sessionId: string; events: StaffEventView[] } = {
      appealNumber: state.appealNumber,
      sessionId: state._id,
      events: events.map((event) => presentStaffEvent(event, secrets)),
    };
    const title = wordsOf[request.locale ?? state.locale].title(state.appealNumber);
    return {
      bytes: Buffer.from(JSON.stringify(content, null, 2)),
      contentType: contentTypes.json,
      name: `${title}.json`,
    };
  }

  #listEvents(state: ChatSessionState, isStaff: boolean): Promise<SessionEvent[]> {
    const { events } = this.#deps;
    return isStaff
      ? events.listEvents(state._id, 0, state.headSeq)
      : events.listPublicEvents(state._id, 0, state.publicHeadSeq);
  }

  async #addThumbnails(sessionId: string, { entries }: Transcript): Promise<void> {
    const pictures = entries
      .flatMap((entry): TranscriptFile[] => (entry.kind === 'message' ? entry.files : []))
      .filter(({ card }) => card.width !== undefined)
      .slice(0, maxThumbnails);
    for (const file of pictures) {
      const { attachmentId } = file.card;
      const thumbnail = await this.#deps.thumbnails.findThumbnail(sessionId, attachmentId);
      if (thumbnail) file.thumbnail = thumbnail;
    }
  }
}

const assertStaff = (actor: Actor): void => {
  if (actor.kind === 'citizen') throw new DomainError('forbidden', 'This form is for staff.');
};
