import { useTranslator } from '../../components/translation.js';
import { useLive } from '../../live/live-context.js';
import { MarkLine } from './mark-line.js';
import { MessageBubble } from './message-bubble.js';
import { PendingBubble } from './pending-bubble.js';
import type { TimelineItem } from './timeline.js';

const DayLine = ({ at }: { at: string }) => {
  const { dayHeading } = useTranslator();
  const { clock } = useLive();
  return <p className="day-line">{dayHeading(at, clock.now())}</p>;
};

const UnreadLine = ({ count }: { count: number }) => {
  const { t } = useTranslator();
  return <p className="unread-line">{t('conversation.unread', { count })}</p>;
};

/** One row of the conversation. */
export const TimelineRow = ({ item }: { item: TimelineItem }) => {
  switch (item.kind) {
    case 'day':
      return <DayLine at={item.at} />;
    case 'unread':
      return <UnreadLine count={item.count} />;
    case 'mark':
      return <MarkLine event={item.event} />;
    case 'message':
      return <MessageBubble item={item} />;
    case 'pending':
      return <PendingBubble message={item.message} />;
  }
};
