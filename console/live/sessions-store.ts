import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ReceiptsView, StaffSessionView } from '../../shared/views/chat-session.js';
import type { StaffEventView } from '../../shared/views/session-events.js';
import { emptyLog, type SessionLog } from './session-log.js';
import type { ProblemCode } from '../../shared/protocol/passing.js';

/** Everything this tab knows of one session it has joined. */
export interface SessionState {
  view?: StaffSessionView;
  log: SessionLog;
  receipts: ReceiptsView;
  /** The log has reached the server's head once. */
  isLoaded: boolean;
  /** Why it could not be joined. */
  problem?: ProblemCode;
  /** The citizen writes. Local milliseconds until the mark fades. */
  typing?: { until: number };
  /** A colleague writes. */
  staffTyping?: { name: string; until: number };
  /** Others of the staff who have it open. */
  viewers: readonly string[];
}

export type SessionsStore = StoreApi<{ sessions: ReadonlyMap<string, SessionState> }>;

const noReceipts: ReceiptsView = {
  citizen: { delivered: 0, read: 0 },
  staff: { delivered: 0, read: 0 },
};

export const unknownSession: SessionState = {
  log: emptyLog,
  receipts: noReceipts,
  isLoaded: false,
  viewers: [],
};

export const createSessionsStore = (): SessionsStore =>
  createStore(() => ({ sessions: new Map<string, SessionState>() }));

export const readSession = (store: SessionsStore, sessionId: string): SessionState =>
  store.getState().sessions.get(sessionId) ?? unknownSession;

export const patchSession = (
  store: SessionsStore,
  sessionId: string,
  part: Partial<SessionState>,
): void => {
  const sessions = new Map(store.getState().sessions);
  sessions.set(sessionId, { ...readSession(store, sessionId), ...part });
  store.setState({ sessions });
};

export const forgetSession = (store: SessionsStore, sessionId: string): void => {
  const sessions = new Map(store.getState().sessions);
  if (sessions.delete(sessionId)) store.setState({ sessions });
};

/** A view travels with answers and with events; the one with the larger head is the newer. */
export const putView = (store: SessionsStore, view: StaffSessionView): void => {
  const known = readSession(store, view.sessionId).view;
  if (known && known.seq > view.seq) return;
  patchSession(store, view.sessionId, { view });
};

/** The next ones of its log, in order. */
export const appendEvents = (
  store: SessionsStore,
  sessionId: string,
  events: readonly StaffEventView[],
): void => {
  const { log } = readSession(store, sessionId);
  const head = events.at(-1)?.seq ?? log.head;
  patchSession(store, sessionId, { log: { events: [...log.events, ...events], head } });
};

/** Cursors never go back, in whatever order the marks arrive. */
export const putReceipts = (
  store: SessionsStore,
  sessionId: string,
  receipts: ReceiptsView,
): void => {
  const known = readSession(store, sessionId).receipts;
  const later = (side: 'citizen' | 'staff') => ({
    delivered: Math.max(known[side].delivered, receipts[side].delivered),
    read: Math.max(known[side].read, receipts[side].read),
  });
  patchSession(store, sessionId, {
    receipts: { citizen: later('citizen'), staff: later('staff') },
  });
};
