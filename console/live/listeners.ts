import { limits } from '../../shared/limits.js';
import { computeDelayMs } from '../../client/backoff.js';
import {
  addOffer,
  dropOffer,
  dropRow,
  loadDesk,
  patchOffer,
  patchRow,
  putIncident,
  putRow,
} from './desk-store.js';
import type { Live } from './live.js';
import { patchSession, putReceipts, putView, readSession } from './sessions-store.js';

/** How long a card that went elsewhere still says where. */
const endedShownMs = 5_000;

const openDesk = async (live: Live, attempt = 0): Promise<void> => {
  const answer = await live.link.request('desk:open', {});
  if (!answer.ok) {
    // Connected and without a desk it would stay empty until the next cut.
    const again = () => live.desk.getState().isConnected && void openDesk(live, attempt + 1);
    setTimeout(again, computeDelayMs(attempt));
    return;
  }
  live.clock.observe(answer.data.serverNow);
  loadDesk(live.desk, answer.data);
};

/** Connects what the server tells to the stores. Every store decides itself what is old and what is new. */
export const listenToServer = (live: Live): void => {
  const { desk, sessions, feed, clock, outbox, sounds } = live;
  desk.subscribe(({ offers }) => sounds.ring(offers.some((shown) => !shown.ended)));

  live.link.onState((state) => desk.setState({ isOutdated: state === 'outdated' }));
  live.link.listen({
    connected() {
      desk.setState({ isConnected: true, wasConnected: true });
      feed.rejoin();
      outbox.wake();
      void openDesk(live);
    },
    disconnected: () => desk.setState({ isConnected: false }),
    'session:event'({ sessionId, event, session }) {
      clock.observe(session.serverNow);
      if (!feed.isHeld(sessionId)) return;
      putView(sessions, session);
      feed.take(sessionId, event);
    },
    'session:row': (row) => putRow(desk, row),
    'session:gone'({ sessionId }) {
      dropRow(desk, sessionId);
      // Gone from my lists is not gone from my eyes: a closed chat may still be read, one given away may not.
      feed.check(sessionId);
    },
    'session:head'(heads) {
      for (const { sessionId, head } of heads) feed.takeBeacon(sessionId, head);
    },
    'session:receipts': ({ sessionId, receipts }) => {
      if (feed.isHeld(sessionId)) putReceipts(sessions, sessionId, receipts);
    },
    'offer:made'(offer) {
      clock.observe(offer.serverNow);
      if (addOffer(desk, offer) && offer.purpose === 'escalation') sounds.play('escalation');
    },
    'offer:ended'(ended) {
      if (ended.outcome === 'accepted' || ended.outcome === 'declined') {
        const isByOther = ended.byName !== undefined && ended.byName !== live.me.name;
        if (!isByOther) {
          dropOffer(desk, ended.offerId);
          return;
        }
      }
      patchOffer(desk, ended.offerId, { ended, isAnswering: false });
      setTimeout(() => dropOffer(desk, ended.offerId), endedShownMs);
    },
    'presence:changed': ({ presence, reason }) =>
      desk.setState({ presence, wasSetAway: reason === 'offers_missed' }),
    'typing:changed'({ sessionId, isTyping, name }) {
      if (!feed.isHeld(sessionId)) return;
      const until = Date.now() + limits.typing.shownMs;
      if (name === undefined) {
        patchSession(sessions, sessionId, { typing: isTyping ? { until } : undefined });
        return;
      }
      const known = readSession(sessions, sessionId).staffTyping;
      // The end of one colleague's words is not the end of another's.
      if (!isTyping && known?.name !== name) return;
      patchSession(sessions, sessionId, { staffTyping: isTyping ? { name, until } : undefined });
    },
    'citizen:presence': ({ sessionId, isOnline }) => {
      patchRow(desk, sessionId, { isCitizenOnline: isOnline });
      const { view } = readSession(sessions, sessionId);
      if (view) patchSession(sessions, sessionId, { view: { ...view, isCitizenOnline: isOnline } });
    },
    'session:viewers': ({ sessionId, names }) => {
      if (feed.isHeld(sessionId)) patchSession(sessions, sessionId, { viewers: names });
    },
    'incident:changed'(incident) {
      if (putIncident(desk, incident)) live.notices.tell('incident.notice');
    },
    'board:changed'(board) {
      clock.observe(board.serverNow);
      desk.setState({ board });
    },
  });
};
