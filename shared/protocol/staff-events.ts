import type {
  CallbackReportInput,
  CloseInput,
  HandOverInput,
  OfferDeclineInput,
  OfferInput,
  PresenceInput,
  StageInput,
  StaffEscalateInput,
  TransferInput,
  ClassificationCorrectInput,
} from '../schemas/staff.js';
import type {
  MessageSendInput,
  ReceiptInput,
  SessionIdInput,
  StaffMessageInput,
  StaffTypingInput,
  SyncInput,
  ViewingInput,
} from '../schemas/session.js';
import type {
  IncidentAnswerInput,
  IncidentCloseInput,
  IncidentMemberInput,
  IncidentRenameInput,
} from '../schemas/incidents.js';
import type { PresenceState } from '../domain/states.js';
import type { ReceiptsView, SessionRowView, StaffSessionView } from '../views/chat-session.js';
import type { IncidentView } from '../views/incidents.js';
import type { BoardView, OfferEndedView, OfferView } from '../views/routing.js';
import type { StaffEventView } from '../views/session-events.js';
import type { Request } from './ack.js';

export type { MessageSendInput };

export interface StaffSnapshot {
  session: StaffSessionView;
  receipts: ReceiptsView;
  /** Names of the others of the staff who have it on their screens. */
  viewers: string[];
}

export interface StaffChange {
  session: StaffSessionView;
}

export interface IncidentChange {
  incident: IncidentView;
}

/** Everything the console's lists start from; `session:row`, `offer:*`, `incident:changed` and `presence:changed` keep it true. */
export interface StaffDesk {
  /** Mine, and the ones waiting in my pools; for an overseer every open one. */
  sessions: SessionRowView[];
  offers: OfferView[];
  /** Open ones of my pools; for an overseer all of them. */
  incidents: IncidentView[];
  presence: PresenceState;
  serverNow: string;
}

/** Namespace `/staff`, client to server. */
export interface StaffToServer {
  /** Asked on every connect. */
  'desk:open': Request<object, StaffDesk>;
  'presence:set': Request<PresenceInput, { presence: PresenceState }>;
  'session:join': Request<SessionIdInput, StaffSnapshot>;
  'session:leave': Request<SessionIdInput, object>;
  /** Events after `after` (`seq`), at most one page. */
  'session:sync': Request<SyncInput, { events: StaffEventView[]; head: number }>;
  'message:send': Request<StaffMessageInput, { event: StaffEventView; head: number }>;
  'receipt:set': Request<ReceiptInput, object>;
  'typing:set': Request<StaffTypingInput, object>;
  /** One session a connection: the next one takes the place of the last. */
  'viewing:set': Request<ViewingInput, object>;
  'offer:accept': Request<OfferInput, StaffChange>;
  'offer:decline': Request<OfferDeclineInput, object>;
  'queue:take': Request<SessionIdInput, StaffChange>;
  'stage:set': Request<StageInput, StaffChange>;
  'classification:correct': Request<ClassificationCorrectInput, StaffChange>;
  'transfer:request': Request<TransferInput, StaffChange>;
  'transfer:cancel': Request<SessionIdInput, StaffChange>;
  'escalation:request': Request<StaffEscalateInput, StaffChange>;
  'escalation:hand-over': Request<HandOverInput, StaffChange>;
  /** Of the call that is due: reached, or to be tried again later. */
  'callback:report': Request<CallbackReportInput, StaffChange>;
  'identity:request': Request<SessionIdInput, StaffChange>;
  'closing:propose': Request<CloseInput, StaffChange>;
  /** Supervisors: one text to every chat of the incident, each once. */
  'incident:answer': Request<IncidentAnswerInput, IncidentChange>;
  'incident:rename': Request<IncidentRenameInput, IncidentChange>;
  'incident:add': Request<IncidentMemberInput, IncidentChange>;
  'incident:remove': Request<IncidentMemberInput, IncidentChange>;
  'incident:close': Request<IncidentCloseInput, IncidentChange>;
  /** Supervisors: the board now, and `board:changed` from then on. */
  'board:watch': Request<object, BoardView>;
  'board:leave': Request<object, object>;
}

/** Namespace `/staff`, server to client. */
export interface ServerToStaff {
  'session:event': (update: {
    sessionId: string;
    event: StaffEventView;
    session: StaffSessionView;
  }) => void;
  /** A row of my lists is new or changed. */
  'session:row': (row: SessionRowView) => void;
  /** A row left my lists. */
  'session:gone': (update: { sessionId: string }) => void;
  'session:head': (heads: { sessionId: string; head: number }[]) => void;
  'session:receipts': (update: { sessionId: string; receipts: ReceiptsView }) => void;
  'offer:made': (offer: OfferView) => void;
  'offer:ended': (update: OfferEndedView) => void;
  /** Of myself: also when the system changed it (three offers missed). */
  'presence:changed': (update: { presence: PresenceState; reason?: 'offers_missed' }) => void;
  /** `name` is a colleague's; absent for the citizen. */
  'typing:changed': (update: { sessionId: string; isTyping: boolean; name?: string }) => void;
  'citizen:presence': (update: { sessionId: string; isOnline: boolean }) => void;
  /** Who else of the staff has a joined session on the screen now. */
  'session:viewers': (update: { sessionId: string; names: string[] }) => void;
  /** An incident of mine as it is now; one that is closed leaves the list. */
  'incident:changed': (incident: IncidentView) => void;
  'board:changed': (board: BoardView) => void;
  /** Answered at once; only this acknowledgement renews the presence lease. */
  'presence:ping': (ack: () => void) => void;
}
