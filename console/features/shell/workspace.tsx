import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { Empty, Skeleton } from '../../components/empty.js';
import { useT } from '../../components/translation.js';
import { useLive } from '../../live/live-context.js';
import { isOverseer } from '../../live/row-lists.js';
import { useRowLists } from '../../live/use-rows.js';
import { AppealCard } from '../appeal-card/appeal-card.js';
import { findBoardPart } from '../board/board-head.js';
import { Board } from '../board/board.js';
import { Conversation } from '../conversation/conversation.js';
import { useSelectedChats } from '../lists/all-chats-list.js';
import { ListPanel } from '../lists/list-panel.js';
import { OfferStack } from '../offers/offer-stack.js';
import { Alarms } from './alarms.js';
import { useNotifications, useTitleBadge } from './attention.js';
import { ConnectionBanner } from './connection-banner.js';
import { HelpDialog } from './help-dialog.js';
import { LeavingProvider } from './leaving.js';
import { NoticeStack } from './notice-stack.js';
import { usePlace, writePlace } from './place.js';
import { useCard } from './use-card.js';
import { Rail } from './rail.js';
import { useQuestionMark, useShortcuts } from './shortcuts.js';

/** Loaded by whoever opens it: an operator's console carries none of it. */
const Admin = lazy(() =>
  import('../admin/admin.js').then(
    ({ Admin: loaded }) => ({ default: loaded }),
    () => ({ default: Outdated }),
  ),
);

/** A part of the console that is not there any more: the server carries a newer one. */
const Outdated = () => (
  <main className="board">
    <Empty text={useT()('connection.outdated')} />
  </main>
);

/** Keys that work wherever one is. */
const useWorkspaceKeys = (toggleCard: () => void, showHelp: () => void): void => {
  const { commands, me } = useLive();
  const [place, go] = usePlace();
  const lists = useRowLists();
  const mine = [...lists.escalations, ...lists.owed, ...lists.active, ...lists.waiting];
  const all = useSelectedChats();
  const others = isOverseer(me) ? all : [...lists.escalations, ...lists.others];
  const shown = place.list === 'queue' ? lists.queue : place.list === 'others' ? others : mine;

  const step = (by: 1 | -1) => {
    const index = shown.findIndex((row) => row.sessionId === place.sessionId);
    const next = shown[index < 0 ? 0 : (index + by + shown.length) % shown.length];
    const list = place.list === 'queue' || place.list === 'others' ? place.list : 'chats';
    if (next) go({ list, sessionId: next.sessionId });
  };
  const takeNext = async () => {
    const next = lists.queue[0]?.sessionId;
    if (next === undefined) return;
    if (await commands.takeFromQueue(next)) go({ list: 'chats', sessionId: next });
  };
  useShortcuts({
    nextChat: () => step(1),
    previousChat: () => step(-1),
    chats: () => go({ list: 'chats' }),
    queue: () => go({ list: 'queue' }),
    search: () => go({ list: 'search' }),
    takeNext: () => void takeNext(),
    card: toggleCard,
    help: showHelp,
    ...(isOverseer(me)
      ? { board: () => go({ list: 'board' }), allChats: () => go({ list: 'others' }) }
      : {}),
    ...(me.role === 'administrator' ? { admin: () => go({ list: 'admin' }) } : {}),
  });
};

/** A supervisor starts at the board: the address of a fresh visit names no place. */
const useFirstPlace = (): void => {
  const { me } = useLive();
  const [path, navigate] = useLocation();
  const isFresh = path === '/' || path === '';
  useEffect(() => {
    if (isFresh && isOverseer(me)) navigate(writePlace({ list: 'board' }), { replace: true });
  }, [isFresh, me, navigate]);
};

/** The whole console of a signed-in member of staff. */
export const Workspace = () => (
  <LeavingProvider>
    <Desk />
  </LeavingProvider>
);

const Desk = () => {
  const t = useT();
  const { me } = useLive();
  const [place] = usePlace();
  const [isHelpOpen, setIsHelpOpen] = useState(false);
  const card = useCard();
  const showHelp = useCallback(() => setIsHelpOpen(true), []);
  useWorkspaceKeys(card.toggle, showHelp);
  useQuestionMark(showHelp);
  useTitleBadge();
  useNotifications();
  useFirstPlace();
  const isAdmin = place.list === 'admin' && me.role === 'administrator';
  const boardPart = findBoardPart(place.list);
  const sessionId = place.list === 'admin' ? undefined : place.sessionId;

  return (
    <div className="workspace">
      <ConnectionBanner />
      <Alarms />
      <div className={`workspace-columns${sessionId === undefined ? '' : ' has-session'}`}>
        <Rail onHelp={showHelp} />
        {isAdmin && (
          <Suspense fallback={<Skeleton rows={9} label={t('common.loading')} />}>
            <Admin />
          </Suspense>
        )}
        {boardPart !== null && <Board part={boardPart} />}
        {boardPart === null && !isAdmin && (
          <>
            <ListPanel place={place} />
            {sessionId === undefined ? (
              <main className="conversation">
                <Empty text={t('conversation.none')} />
              </main>
            ) : (
              <Conversation
                key={`talk-${sessionId}`}
                sessionId={sessionId}
                onToggleCard={card.toggle}
              />
            )}
            {sessionId !== undefined && card.isOpen && (
              <AppealCard key={`card-${sessionId}`} sessionId={sessionId} onClose={card.close} />
            )}
          </>
        )}
      </div>
      <OfferStack />
      <NoticeStack />
      <HelpDialog isOpen={isHelpOpen} onClose={() => setIsHelpOpen(false)} />
    </div>
  );
};
