import { ArrowDown } from 'lucide';
import {
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type Ref,
} from 'react';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import { useStore } from 'zustand';
import { Button } from '../../components/button.js';
import { Skeleton } from '../../components/empty.js';
import { useT } from '../../components/translation.js';
import { useLive } from '../../live/live-context.js';
import { publicHead } from '../../live/session-log.js';
import type { SessionState } from '../../live/sessions-store.js';
import { NewWordsAnnouncer } from './new-words-announcer.js';
import { buildTimeline, type TimelineItem } from './timeline.js';
import { TimelineRow } from './timeline-row.js';
import { TypingLine } from './typing-line.js';
import { useReadMark } from './use-read-mark.js';

export interface MessageListHandle {
  scrollToEvent(eventId: string): void;
}

export interface MessageListProps {
  ref?: Ref<MessageListHandle>;
  session: SessionState;
  sessionId: string;
  isMine: boolean;
}

/** Within this many pixels of the end the list follows what arrives. */
const nearEnd = 24;

const isOthersWord = (item: TimelineItem): boolean => item.kind === 'message' && !item.isOwn;

const useTimeline = (session: SessionState, sessionId: string): TimelineItem[] => {
  const { me, outbox } = useLive();
  const messages = useStore(outbox.store, (state) => state.messages);
  // Where reading stopped when the conversation was opened; the line stays there while one reads on.
  const [unread, setUnread] = useState<{ after: number; until: number } | null>(null);
  const { isLoaded } = session;
  const { read } = session.receipts.staff;
  const until = publicHead(session.log);
  useLayoutEffect(() => {
    if (isLoaded) setUnread((known) => known ?? { after: read, until });
  }, [isLoaded, read, until]);
  return useMemo(
    () =>
      buildTimeline({
        events: session.log.events,
        pending: messages.filter((message) => message.sessionId === sessionId),
        receipts: session.receipts,
        myId: me.operatorId,
        // Nothing read yet is a new chat: everything in it is new, and a line would say nothing.
        ...(unread === null || unread.after === 0 ? {} : { unread }),
      }),
    [session.log, session.receipts, messages, sessionId, me.operatorId, unread],
  );
};

/**
 * The words, oldest on top. The list follows its end while one is there; otherwise it never moves, and a button says how
 * many words are new. Rows out of sight are not drawn, but keep their place in the count.
 */
export const MessageList = ({ ref, session, sessionId, isMine }: MessageListProps) => {
  const t = useT();
  const items = useTimeline(session, sessionId);
  const list = useRef<VirtualizerHandle>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const isFollowing = useRef(true);
  const [isAtEnd, setIsAtEnd] = useState(true);
  const [seenCount, setSeenCount] = useState(0);
  const wordCount = useMemo(() => items.filter(isOthersWord).length, [items]);
  const { isLoaded } = session;

  const jumpToEnd = useCallback(() => {
    const end = scroller.current?.scrollHeight;
    if (end !== undefined) scroller.current?.scrollTo({ top: end });
  }, []);
  const noteScroll = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    const isNear = element.scrollHeight - element.scrollTop - element.clientHeight <= nearEnd;
    isFollowing.current = isNear;
    setIsAtEnd(isNear);
  }, []);
  const followEnd = useCallback(() => {
    if (isFollowing.current) jumpToEnd();
  }, [jumpToEnd]);

  useEffect(() => {
    // A field that grows with its text takes room from the words above it.
    const observer = new ResizeObserver(followEnd);
    if (scroller.current) observer.observe(scroller.current);
    return () => observer.disconnect();
  }, [followEnd]);

  const lastItem = items.at(-1);
  const isOwnPending = lastItem?.kind === 'pending';
  useLayoutEffect(() => {
    if (isOwnPending) isFollowing.current = true;
    followEnd();
  }, [items, isOwnPending, followEnd]);
  useEffect(() => {
    if (isAtEnd) setSeenCount(wordCount);
  }, [isAtEnd, wordCount]);
  useReadMark({ sessionId, session, isReading: isMine && isAtEnd && isLoaded });
  useImperativeHandle(ref, () => ({
    scrollToEvent(eventId) {
      const index = items.findIndex((item) => item.key === eventId);
      if (index >= 0) list.current?.scrollToIndex(index, { align: 'center' });
    },
  }));

  const newCount = wordCount - seenCount;
  return (
    <div className="messages">
      <div
        ref={scroller}
        className="messages-scroll"
        role="log"
        aria-live="off"
        aria-label={t('conversation.words')}
        tabIndex={0}
        onScroll={noteScroll}
      >
        {!isLoaded && items.length === 0 && <Skeleton rows={5} label={t('common.loading')} />}
        <div className="messages-push" />
        <Virtualizer ref={list} scrollRef={scroller} data={items} onResize={followEnd}>
          {(item, index) => (
            <div
              key={item.key}
              className="timeline-item"
              role="article"
              aria-posinset={index + 1}
              aria-setsize={items.length}
            >
              <TimelineRow item={item} />
            </div>
          )}
        </Virtualizer>
        <TypingLine typing={session.typing} onShown={followEnd} />
      </div>
      {!isAtEnd && (
        <div className="jump">
          <Button icon={ArrowDown} size="compact" onPress={jumpToEnd}>
            {newCount > 0
              ? t('conversation.newWords', { count: newCount })
              : t('conversation.toEnd')}
          </Button>
        </div>
      )}
      <NewWordsAnnouncer events={session.log.events} isLoaded={isLoaded} />
    </div>
  );
};
