import { createStore, type StoreApi } from 'zustand/vanilla';
import type { PresenceState } from '../../shared/domain/states.js';
import type { StaffDesk } from '../../shared/protocol/staff-events.js';
import type { SessionRowView } from '../../shared/views/chat-session.js';
import type { IncidentView } from '../../shared/views/incidents.js';
import type { BoardView, OfferEndedView, OfferView } from '../../shared/views/routing.js';
import { noFilter, type ChatFilter } from './chat-filter.js';

/** An offer on the screen. One that went elsewhere stays for a moment, so that nobody wonders where it is. */
export interface ShownOffer {
  offer: OfferView;
  ended?: OfferEndedView;
  /** An answer is on its way. */
  isAnswering: boolean;
}

export interface DeskState {
  isLoaded: boolean;
  isConnected: boolean;
  /** Connected at least once: what is lost now is a known connection. */
  wasConnected: boolean;
  /** The server speaks a newer protocol, and a reload has not brought the console that does. */
  isOutdated: boolean;
  presence: PresenceState;
  /** The system set me away because of missed offers. */
  wasSetAway: boolean;
  rows: ReadonlyMap<string, SessionRowView>;
  offers: readonly ShownOffer[];
  /** Mass incidents that are open, by id. */
  incidents: ReadonlyMap<string, IncidentView>;
  board?: BoardView;
  /** The session on the screen. */
  viewedId?: string | undefined;
  /** Of an overseer, over all chats. */
  chatFilter: ChatFilter;
  /** What is looked for in «Поиск»; it stays while one works elsewhere. */
  searchWords: string;
}

export type DeskStore = StoreApi<DeskState>;

export const createDeskStore = (): DeskStore =>
  createStore<DeskState>(() => ({
    isLoaded: false,
    isConnected: false,
    wasConnected: false,
    isOutdated: false,
    presence: 'offline',
    wasSetAway: false,
    rows: new Map(),
    offers: [],
    incidents: new Map(),
    chatFilter: noFilter,
    searchWords: '',
  }));

/** The whole desk anew; offers that are being answered keep that mark. */
export const loadDesk = (store: DeskStore, desk: StaffDesk): void => {
  const answering = new Set(
    store
      .getState()
      .offers.filter((shown) => shown.isAnswering)
      .map((shown) => shown.offer.offerId),
  );
  store.setState({
    isLoaded: true,
    presence: desk.presence,
    rows: new Map(desk.sessions.map((row) => [row.sessionId, row])),
    incidents: new Map(desk.incidents.map((incident) => [incident.incidentId, incident])),
    offers: desk.offers.map((offer) => ({ offer, isAnswering: answering.has(offer.offerId) })),
  });
};

/** Rows travel on several ways; the one with the larger head is the newer. */
export const putRow = (store: DeskStore, row: SessionRowView): void => {
  const known = store.getState().rows.get(row.sessionId);
  if (known && known.seq > row.seq) return;
  store.setState({ rows: new Map(store.getState().rows).set(row.sessionId, row) });
};

export const dropRow = (store: DeskStore, sessionId: string): void => {
  const rows = new Map(store.getState().rows);
  if (rows.delete(sessionId)) store.setState({ rows });
};

export const patchRow = (
  store: DeskStore,
  sessionId: string,
  part: Partial<SessionRowView>,
): void => {
  const known = store.getState().rows.get(sessionId);
  if (!known) return;
  store.setState({ rows: new Map(store.getState().rows).set(sessionId, { ...known, ...part }) });
};

/** True where it is one that was not known. A closed one leaves; of two views of one the later version counts. */
export const putIncident = (store: DeskStore, incident: IncidentView): boolean => {
  const incidents = new Map(store.getState().incidents);
  const known = incidents.get(incident.incidentId);
  if (known && known.version > incident.version) return false;
  if (incident.status === 'closed') incidents.delete(incident.incidentId);
  else incidents.set(incident.incidentId, incident);
  store.setState({ incidents });
  return !known && incident.status === 'open';
};

export const addOffer = (store: DeskStore, offer: OfferView): boolean => {
  const { offers } = store.getState();
  if (offers.some((shown) => shown.offer.offerId === offer.offerId)) return false;
  store.setState({ offers: [...offers, { offer, isAnswering: false }] });
  return true;
};

export const patchOffer = (store: DeskStore, offerId: string, part: Partial<ShownOffer>): void =>
  store.setState({
    offers: store
      .getState()
      .offers.map((shown) => (shown.offer.offerId === offerId ? { ...shown, ...part } : shown)),
  });

export const dropOffer = (store: DeskStore, offerId: string): void =>
  store.setState({
    offers: store.getState().offers.filter((shown) => shown.offer.offerId !== offerId),
  });
