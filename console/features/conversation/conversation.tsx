import { useCallback, useRef, useState } from 'react';
import { Button } from '../../components/button.js';
import { Empty, Skeleton } from '../../components/empty.js';
import { useT } from '../../components/translation.js';
import { useLive, useSession } from '../../live/live-context.js';
import { isMine } from '../../live/row-lists.js';
import type { StaffSessionView } from '../../../shared/views/chat-session.js';
import { Composer } from '../composer/composer.js';
import { CloseDialog } from '../dialogs/close-dialog.js';
import { TransferDialog } from '../dialogs/transfer-dialog.js';
import { usePlace } from '../shell/place.js';
import { useShortcuts } from '../shell/shortcuts.js';
import { ConversationHead } from './conversation-head.js';
import { EscalationBar } from './escalation-bar.js';
import { MessageList, type MessageListHandle } from './message-list.js';
import { stepStage } from './rail.js';
import { SeniorBrief } from './senior-brief.js';
import { SessionBanners } from './session-banners.js';
import { StageRail } from './stage-rail.js';
import { useHeldSession } from './use-held-session.js';

export type ConversationDialog = 'transfer' | 'close';

export interface ConversationProps {
  sessionId: string;
  onToggleCard: () => void;
}

/** What may be done with a session that is mine and still open, by keys as by buttons. */
const useConversationKeys = (
  view: StaffSessionView | undefined,
  isActive: boolean,
  open: (dialog: ConversationDialog) => void,
): void => {
  const { commands } = useLive();
  const step = (by: -1 | 1) => {
    if (view) void commands.setStage(view.sessionId, stepStage(view.stage, by));
  };
  useShortcuts(
    view && isActive
      ? {
          nextStage: () => step(1),
          previousStage: () => step(-1),
          escalate: () => !view.escalation && void commands.escalate(view.sessionId),
          transfer: () => !view.escalation && open('transfer'),
          closeChat: () => !view.escalation && open('close'),
        }
      : {},
  );
};

/** One session: head, line, words, and what may be done. Somebody else’s is for reading only. */
export const Conversation = ({ sessionId, onToggleCard }: ConversationProps) => {
  const t = useT();
  const { me } = useLive();
  const session = useSession(sessionId);
  const [, go] = usePlace();
  const [dialog, setDialog] = useState<ConversationDialog | null>(null);
  const list = useRef<MessageListHandle>(null);
  useHeldSession(sessionId);
  const { view } = session;
  const mine = view !== undefined && isMine(view, me);
  const canTalk = mine && view.status !== 'closed';
  const canAct = canTalk && view.status === 'active';
  useConversationKeys(view, canAct, setDialog);
  const scrollTo = useCallback((eventId: string) => list.current?.scrollToEvent(eventId), []);

  if (session.problem !== undefined) {
    return (
      <main className="conversation">
        <Empty text={t(`error.${session.problem}`)}>
          <Button onPress={() => go({ list: 'chats' })}>{t('conversation.toChats')}</Button>
        </Empty>
      </main>
    );
  }
  if (!view) {
    return (
      <main className="conversation">
        <Skeleton rows={6} label={t('common.loading')} />
      </main>
    );
  }
  return (
    <main
      className="conversation"
      aria-label={t('conversation.label', { appeal: view.appealNumber })}
    >
      <ConversationHead
        view={view}
        colleagues={session}
        canAct={canAct}
        onOpen={setDialog}
        onToggleCard={onToggleCard}
      />
      {view.escalation && <EscalationBar escalation={view.escalation} />}
      {me.role !== 'operator' && (
        <SeniorBrief view={view} events={session.log.events} onFind={scrollTo} />
      )}
      <SessionBanners view={view} isMine={mine} />
      <div className="talk">
        <StageRail view={view} events={session.log.events} canSet={canAct} onFind={scrollTo} />
        <MessageList ref={list} session={session} sessionId={sessionId} isMine={mine} />
      </div>
      {canTalk && <Composer view={view} />}
      {!canTalk && view.status !== 'closed' && <Composer view={view} isNotesOnly />}
      {dialog === 'transfer' && <TransferDialog view={view} onClose={() => setDialog(null)} />}
      {dialog === 'close' && (
        <CloseDialog view={view} log={session.log} onClose={() => setDialog(null)} />
      )}
    </main>
  );
};
