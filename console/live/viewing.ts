import type { StaffLink } from '../../client/links.js';
import type { DeskStore } from './desk-store.js';
import { readSession, type SessionsStore } from './sessions-store.js';

export interface ViewingParts {
  link: StaffLink;
  desk: DeskStore;
  sessions: SessionsStore;
}

/** Tells colleagues which session is on this screen: while the tab is in sight, and again after each connect. */
export const createViewing = ({ link, desk, sessions }: ViewingParts) => {
  let told: string | undefined;

  const findViewed = (): string | undefined => {
    const { viewedId } = desk.getState();
    if (viewedId === undefined || document.visibilityState !== 'visible') return undefined;
    return readSession(sessions, viewedId).view === undefined ? undefined : viewedId;
  };
  const update = (): void => {
    // The server forgets with the connection.
    if (!desk.getState().isConnected) {
      told = undefined;
      return;
    }
    const viewed = findViewed();
    if (viewed === told) return;
    const before = told;
    told = viewed;
    const sessionId = viewed ?? before;
    if (sessionId === undefined) return;
    void link.request('viewing:set', { sessionId, isViewing: viewed !== undefined });
  };

  const stops = [desk.subscribe(update), sessions.subscribe(update)];
  document.addEventListener('visibilitychange', update);
  return {
    close() {
      document.removeEventListener('visibilitychange', update);
      for (const stop of stops) stop();
    },
  };
};
