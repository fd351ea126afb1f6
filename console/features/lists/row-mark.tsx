import { MailClock, Phone, PhoneOutgoing, type IconNode } from 'lucide';
import { shortMoment } from '../../components/short-moment.js';
import { Icon } from '../../components/icon.js';
import { useTranslator } from '../../components/translation.js';
import { useLive } from '../../live/live-context.js';
import { describeCallTime } from '../../../shared/i18n/call-time.js';
import type { SessionRowView } from '../../../shared/views/chat-session.js';

interface RowMarkProps {
  icon: IconNode;
  /** What the drawing means. */
  label: string;
  /** Shown beside it. */
  text?: string;
  /** It is for somebody to act on. */
  isStrong?: boolean;
}

/** A small drawing on a row; its words show when it is pointed at, and are heard. */
export const RowMark = ({ icon, label, text, isStrong = false }: RowMarkProps) => (
  <span className={`row-mark${isStrong ? ' is-strong' : ''}`} title={label}>
    <Icon node={icon} />
    {text !== undefined && <span aria-hidden="true">{text}</span>}
    <span className="only-heard">{label}</span>
  </span>
);

/** How the citizen waits, where it is not in the chat: for a call, or for an answer that is read later. */
export const WaitMark = ({ row }: { row: SessionRowView }) => {
  const { t, ...formats } = useTranslator();
  const { clock } = useLive();
  const { callback, isLater } = row;
  if (callback?.isDue) return <RowMark icon={PhoneOutgoing} label={t('list.callDue')} isStrong />;
  if (callback) {
    const now = clock.now();
    return (
      <RowMark
        icon={Phone}
        label={t('list.callBooked', { when: describeCallTime(formats, callback, now) })}
        text={shortMoment(callback.callAt, formats, now)}
      />
    );
  }
  return isLater ? <RowMark icon={MailClock} label={t('list.later')} /> : null;
};
