import type { StaffLink } from '../../client/links.js';
import type { StaffMeView } from '../../shared/views/accounts.js';
import type { StaffEventView } from '../../shared/views/session-events.js';
import type { DeskStore } from './desk-store.js';
import type { Notices } from './notices.js';
import { isMine } from './row-lists.js';
import { patchSession, readSession, type SessionsStore } from './sessions-store.js';
import type { Sounds } from './sounds.js';

export interface HearingParts {
  me: StaffMeView;
  link: Pick<StaffLink, 'request'>;
  desk: DeskStore;
  sessions: SessionsStore;
  notices: Notices;
  sounds: Sounds;
}

/**
 * What the console does about events of a session beyond showing them: sounds and words for news, also for what was
 * missed while the connection was away; a delivery mark for all.
 */
export const createHearing = (parts: HearingParts) => {
  const { me, link, desk, sessions, notices, sounds } = parts;
  const isMineNow = (sessionId: string): boolean => {
    const row = desk.getState().rows.get(sessionId);
    return row !== undefined && isMine(row, me);
  };

  const clearTyping = (sessionId: string, events: readonly StaffEventView[]): void => {
    const by = (isWanted: (author: string) => boolean) =>
      events.some((event) => event.kind === 'message.created' && isWanted(event.body.author));
    if (by((author) => author === 'citizen'))
      patchSession(sessions, sessionId, { typing: undefined });
    if (by((author) => author !== 'citizen'))
      patchSession(sessions, sessionId, { staffTyping: undefined });
  };

  /** Once for all that came together: ten words at once are one sound. */
  const soundFor = (sessionId: string, events: readonly StaffEventView[]): void => {
    if (!isMineNow(sessionId)) return;
    const isWord = (event: StaffEventView) =>
      event.kind === 'message.created' && event.body.author === 'citizen';
    const isInView = desk.getState().viewedId === sessionId && document.hasFocus();
    if (!isInView && events.some(isWord)) sounds.play('message');
    if (events.some((event) => event.kind === 'escalation.opened')) sounds.play('escalation');
  };

  /** A transfer nobody took: whoever gave the chat away may be in another one by now. */
  const tellReturned = (sessionId: string, event: StaffEventView): void => {
    const { view } = readSession(sessions, sessionId);
    if (event.kind !== 'transfer.ended' || !view || !isMine(view, me)) return;
    const { outcome } = event.body;
    if (outcome !== 'declined' && outcome !== 'expired') return;
    notices.tell(`notice.transfer.${outcome}`, { appeal: view.appealNumber });
    sounds.play('message');
  };

  /** Tells the citizen that the words have arrived; only the owner's screen counts. */
  const markDelivered = (sessionId: string, events: readonly StaffEventView[]): void => {
    const delivered = events.findLast(({ publicSeq }) => publicSeq !== undefined)?.publicSeq;
    if (delivered === undefined || !isMineNow(sessionId)) return;
    if (delivered <= readSession(sessions, sessionId).receipts.staff.delivered) return;
    void link.request('receipt:set', { sessionId, delivered });
  };

  return (sessionId: string, events: readonly StaffEventView[], isNews: boolean): void => {
    if (isNews) {
      clearTyping(sessionId, events);
      soundFor(sessionId, events);
      for (const event of events) tellReturned(sessionId, event);
    }
    markDelivered(sessionId, events);
  };
};
