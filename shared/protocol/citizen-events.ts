import type {
  CallbackBookInput,
  ClassificationChooseInput,
  ConfirmInput,
  DetailsInput,
  IdentityInput,
  MessageSendInput,
  RatingInput,
  ReceiptInput,
  SessionIdInput,
  SessionOpenInput,
  SyncInput,
  TypingInput,
  WaitInput,
} from '../schemas/session.js';
import type { CitizenSessionView, QueueView, ReceiptsView } from '../views/chat-session.js';
import type { CitizenEventView } from '../views/session-events.js';
import type { Request } from './ack.js';

export interface CitizenSnapshot {
  session: CitizenSessionView;
  receipts: ReceiptsView;
}

/** What a citizen's change answers: the session after it and the head of what the citizen sees. */
export interface CitizenChange {
  session: CitizenSessionView;
}

export interface CallbackSlots {
  slots: string[];
  /** How long after its beginning a slot's call is made at the latest. */
  slotMs: number;
}

/** Namespace `/citizen`, client to server. The token names the citizen; no payload does. */
export interface CitizenToServer {
  /** Consents and the first words at once; the same `clientSessionId` answers with the same session. */
  'session:open': Request<SessionOpenInput, CitizenSnapshot>;
  /** Joins the session's room, then answers with the snapshot; sync follows. */
  'session:join': Request<SessionIdInput, CitizenSnapshot>;
  /** Events after `after` (`publicSeq`), at most one page. `head` tells whether to ask on. */
  'session:sync': Request<SyncInput, { events: CitizenEventView[]; head: number }>;
  'message:send': Request<MessageSendInput, { event: CitizenEventView; head: number }>;
  'receipt:set': Request<ReceiptInput, object>;
  'typing:set': Request<TypingInput, object>;
  'classification:choose': Request<ClassificationChooseInput, CitizenChange>;
  /** Skips the bot: to the pool that is known so far, or to the general one. */
  'operator:call': Request<SessionIdInput, CitizenChange>;
  'details:give': Request<DetailsInput, CitizenChange>;
  /** Waits in the chat, or leaves the appeal to read the answer later. */
  'wait:set': Request<WaitInput, CitizenChange>;
  /** Beginnings of the slots in which a call can be booked now, ISO 8601; none where no calls are offered. */
  'callback:slots': Request<SessionIdInput, CallbackSlots>;
  /** Books a call, or moves the one that is booked. */
  'callback:book': Request<CallbackBookInput, CitizenChange>;
  'callback:cancel': Request<SessionIdInput, CitizenChange>;
  'identity:submit': Request<IdentityInput, CitizenChange>;
  'escalation:request': Request<SessionIdInput, CitizenChange>;
  'escalation:withdraw': Request<SessionIdInput, CitizenChange>;
  'closing:confirm': Request<ConfirmInput, CitizenChange>;
  'session:close': Request<SessionIdInput, CitizenChange>;
  'rating:give': Request<RatingInput, CitizenChange>;
}

/** Namespace `/citizen`, server to client. */
export interface ServerToCitizen {
  /** One event of the log, in order of `publicSeq`; `session` where anything but the list of messages changed. */
  'session:event': (update: {
    sessionId: string;
    event: CitizenEventView;
    session: CitizenSessionView;
  }) => void;
  /** The beacon: the head every joined session has. */
  'session:head': (heads: { sessionId: string; head: number }[]) => void;
  'session:receipts': (update: { sessionId: string; receipts: ReceiptsView }) => void;
  'queue:changed': (update: { sessionId: string; queue: QueueView }) => void;
  /** The operator's connection: lost or back. */
  'operator:presence': (update: { sessionId: string; isReconnecting: boolean }) => void;
  'typing:changed': (update: { sessionId: string; isTyping: boolean; name?: string }) => void;
}
