import type { ReadonlySignal, Signal } from '@preact/signals';
import type { AttachmentCard } from '../../shared/domain/session-events.js';
import type { CitizenSessionView, ReceiptsView } from '../../shared/views/chat-session.js';
import type { CitizenEventView } from '../../shared/views/session-events.js';
import type { WidgetConfigView } from '../../shared/views/widget.js';
import type { Answer } from '../../client/answer.js';
import type { Http } from '../../client/http.js';
import type { LinkState } from '../../client/link.js';
import type { Pending } from '../../client/outbox.js';
import type { InputOf, OutputOf } from '../../client/wire.js';
import type { CitizenToServer } from '../../shared/protocol/citizen-events.js';
import type { ServerClock } from './server-clock.js';
import type { KeptValues } from './storage.js';

export type Tab = 'chat' | 'appeals';
/** `failed`: the server did not answer at the start. */
export type Phase = 'loading' | 'failed' | 'start' | 'talk';

export interface Consents {
  processing: boolean;
  recording: boolean;
}

/** What stands around every screen. All that the first frame needs, so it is kept small. */
export interface Shell {
  readonly phase: ReadonlySignal<Phase>;
  readonly tab: Signal<Tab>;
  readonly config: ReadonlySignal<WidgetConfigView | null>;
  readonly clock: ServerClock;
  /** A sentence shown for a while: what could not be done, or that something was copied. */
  readonly notice: Signal<string | null>;
  /** Words of others since the reader last looked. */
  readonly unread: ReadonlySignal<number>;
  readonly canClose: boolean;
  readonly kept: KeptValues;
  readonly http: Http;
  /** The conversation; null until its code was needed for the first time. */
  readonly chat: ReadonlySignal<Chat | null>;

  close(): void;
  /** Tries the start again. */
  reload(): void;
  /** Fetches the conversation's code and connects, because it will be wanted soon. */
  warmUp(): void;
  /** Begins a chat with its first words; the same call may be made again after `no_answer`. */
  open(text: string, consents: Consents): Promise<Answer<object>>;
  /** Shows a session of this citizen; false where it cannot be had. */
  enter(sessionId: string): Promise<boolean>;
  /** The number of the appeal that the next question repeats. */
  readonly repeatOf: Signal<string | null>;
  /** Leaves the session on the screen for a new question, or for the same one again with what was written to it. */
  leave(again?: { appealNumber: string; text?: string }): void;
  /** Saves a file through a one-use link: a plain download cannot carry a token. A refusal becomes the notice. */
  download(ticketPath: string, body?: object): Promise<void>;
}

/** Files of the conversation, sent and fetched with the citizen's token. */
export interface Files {
  /** A blob URL; null where the file cannot be had. The same one for every asker. */
  open(attachmentId: string, variant: 'thumbnail' | 'file'): Promise<string | null>;
  /** Rejects never; `signal` cancels. */
  upload(upload: {
    sessionId: string;
    clientMessageId: string;
    file: File;
    onProgress: (share: number) => void;
    signal: AbortSignal;
  }): Promise<Answer<AttachmentCard>>;
}

/** The session on the screen: all its screens may read and do. The gallery plays it with sample data. */
export interface Chat {
  readonly link: ReadonlySignal<LinkState>;
  readonly session: ReadonlySignal<CitizenSessionView | null>;
  readonly events: ReadonlySignal<readonly CitizenEventView[]>;
  readonly receipts: ReadonlySignal<ReceiptsView>;
  readonly pending: ReadonlySignal<readonly Pending[]>;
  /** Who is typing; an empty string is somebody without a name. */
  readonly typing: ReadonlySignal<string | null>;
  /** What a screen reader is told: new words of others, never own ones and never history. */
  readonly announcement: ReadonlySignal<string>;
  readonly files: Files;

  send(message: { clientMessageId: string; text: string; attachments: AttachmentCard[] }): void;
  retry(clientMessageId: string): void;
  drop(clientMessageId: string): void;
  setTyping(isTyping: boolean): void;
  /** Any other request about a session. The session in its answer is taken; a refusal becomes the notice. */
  ask<E extends keyof CitizenToServer>(
    event: E,
    input: InputOf<CitizenToServer, E>,
  ): Promise<Answer<OutputOf<CitizenToServer, E>>>;
}
