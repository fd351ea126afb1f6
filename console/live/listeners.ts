import { limits } from '../../shared/limits.js';
import type { StaffSessionView } from '../../shared/views/chat-session.js';
import type { StaffEventView } from '../../shared/views/session-events.js';
import { computeDelayMs } from './backoff.js';
import {
  addOffer,
  dropOffer,
  dropRow,
  loadDesk,
  patchOffer,
  patchRow,
  putRow,
} from './desk-store.js';
import type { Live } from './live.js';
import { isMine } from './row-lists.js';
import { patchSession, putEvent, putReceipts, putView, readSession } from './sessions-store.js';

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
  live.feed.rejoin();
  live.outbox.wake();
};

/** Sounds for what happened this instant; never for what a sync brings of the past. */
const soundFor = (live: Live, sessionId: string, event: StaffEventView): void => {
  const row = live.desk.getState().rows.get(sessionId);
  if (!row || !isMine(row, live.me)) return;
  if (event.kind === 'message.created' && event.body.author === 'citizen') {
    const isInView = live.desk.getState().viewedId === sessionId && document.hasFocus();
    if (!isInView) live.sounds.play('message');
  } else if (event.kind === 'escalation.opened') live.sounds.play('escalation');
};

/** A transfer nobody took: whoever gave the chat away may be in another one by now. */
const tellReturned = (live: Live, session: StaffSessionView, event: StaffEventView): void => {
  if (event.kind !== 'transfer.ended' || !isMine(session, live.me)) return;
  const { outcome } = event.body;
  if (outcome !== 'declined' && outcome !== 'expired') return;
  live.notices.tell(`notice.transfer.${outcome}`, { appeal: session.appealNumber });
  live.sounds.play('message');
};

/** Tells the citizen that the words have arrived; only the owner's screen counts. */
const markDelivered = (live: Live, sessionId: string, publicSeq: number | undefined): void => {
  const row = live.desk.getState().rows.get(sessionId);
  if (publicSeq === undefined || !row || !isMine(row, live.me)) return;
  if (publicSeq <= readSession(live.sessions, sessionId).receipts.staff.delivered) return;
  void live.link.request('receipt:set', { sessionId, delivered: publicSeq });
};

/** Connects what the server tells to the stores. Every store decides itself what is old and what is new. */
export const listenToServer = (live: Live): void => {
  const { desk, sessions, feed, clock, outbox, sounds } = live;
  desk.subscribe(({ offers }) => sounds.ring(offers.some((shown) => !shown.ended)));

  live.link.listen({
    connected() {
      desk.setState({ isConnected: true, wasConnected: true });
      void openDesk(live);
    },
    disconnected: () => desk.setState({ isConnected: false }),
    'session:event'({ sessionId, event, session }) {
      clock.observe(session.serverNow);
      if (!feed.isHeld(sessionId)) return;
      const isNew = event.seq > readSession(sessions, sessionId).log.head;
      if (!putEvent(sessions, sessionId, event)) void feed.sync(sessionId);
      if (event.clientMessageId !== undefined) outbox.confirm(event.clientMessageId);
      putView(sessions, session);
      if (!isNew) return;
      if (event.kind === 'message.created') {
        const isCitizens = event.body.author === 'citizen';
        patchSession(sessions, sessionId, { [isCitizens ? 'typing' : 'staffTyping']: undefined });
      }
      soundFor(live, sessionId, event);
      tellReturned(live, session, event);
      markDelivered(live, sessionId, event.publicSeq);
    },
    'session:row': (row) => putRow(desk, row),
    'session:gone'({ sessionId }) {
      dropRow(desk, sessionId);
      // Gone from my lists is not gone from my eyes: a closed chat may still be read, one given away may not.
      feed.check(sessionId);
    },
    'session:head'(heads) {
      for (const { sessionId, head } of heads) {
        if (feed.isHeld(sessionId) && head > readSession(sessions, sessionId).log.head) {
          void feed.sync(sessionId);
        }
      }
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
    'board:changed'(board) {
      clock.observe(board.serverNow);
      desk.setState({ board });
    },
  });
};
