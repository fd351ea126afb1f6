import { ArrowLeftRight, ArrowUp, CornerUpRight, Flag } from 'lucide';
import { Link } from 'wouter';
import { WaitingAge } from '../../components/age.js';
import { Countdown } from '../../components/countdown.js';
import { Icon } from '../../components/icon.js';
import { useT, useTranslator } from '../../components/translation.js';
import { needsNoCitizen, statusKey } from '../../live/callback.js';
import { useLive, useSession } from '../../live/live-context.js';
import { usePools } from '../../live/queries.js';
import { useServerNow } from '../../live/use-now.js';
import { limits } from '../../../shared/limits.js';
import type { SessionRowView } from '../../../shared/views/chat-session.js';
import { writePlace, type ListName } from '../shell/place.js';
import { RowMark, WaitMark } from './row-mark.js';

export interface ChatRowProps {
  row: SessionRowView;
  list: ListName;
  isOpen: boolean;
  unread: number;
}

/** How long the citizen has waited for a word; a warning past the promised first minute. */
const Waiting = ({ since }: { since: string }) => {
  const isLate = useServerNow() - Date.parse(since) > limits.live.firstAnswerMs;
  return (
    <span className={`row-time ${isLate ? 'is-late' : 'is-waiting'}`}>
      <WaitingAge since={since} />
    </span>
  );
};

/** The citizen has the word: the state says more than what was said last. */
const isLeftToCitizen = ({ status }: SessionRowView): boolean =>
  status === 'awaiting_confirmation' || status === 'waiting_citizen';

/** What stands under the name: the state where nothing is said, else the last words. */
const useSubject = (row: SessionRowView): string => {
  const { t } = useTranslator();
  if (isLeftToCitizen(row)) return t(statusKey(row));
  if (row.lastText !== undefined && row.lastText !== '') return row.lastText;
  return t('list.noWords');
};

/** Since when the citizen waits for somebody, or for a word; undefined where they do not wait in the chat. */
const waitingSince = (row: SessionRowView): string | undefined => {
  if (needsNoCitizen(row)) return undefined;
  if (row.status === 'queued') return row.queuedAt ?? row.openedAt;
  return row.status === 'active' && row.lastAuthor === 'citizen' ? row.lastMessageAt : undefined;
};

const RowTime = ({ row }: { row: SessionRowView }) => {
  const { t, time, dayHeading } = useTranslator();
  const { clock } = useLive();
  if (row.escalation) {
    const totalMs = Date.parse(row.escalation.deadlineAt) - Date.parse(row.escalation.openedAt);
    return (
      <span className="row-escalation">
        <Icon node={ArrowUp} />
        <Countdown
          endsAt={row.escalation.deadlineAt}
          totalMs={totalMs}
          label={t('escalation.label')}
        />
      </span>
    );
  }
  const since = waitingSince(row);
  if (since !== undefined) return <Waiting since={since} />;
  const at = row.lastMessageAt ?? row.openedAt;
  const now = clock.now();
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  return <span className="row-time">{isToday ? time(at) : dayHeading(at, now)}</span>;
};

const RowMarks = ({ row, unread }: { row: SessionRowView; unread: number }) => {
  const { t } = useTranslator();
  return (
    <span className="row-marks">
      {row.transferPoolId !== undefined && (
        <RowMark icon={ArrowLeftRight} label={t('list.transferring')} />
      )}
      {row.isFlagged && <RowMark icon={Flag} label={t('list.flagged')} />}
      <WaitMark row={row} />
      {unread > 0 && (
        <span className="badge">
          {unread}
          <span className="only-heard"> {t('list.unread', { count: unread })}</span>
        </span>
      )}
    </span>
  );
};

/** Who holds it, or how it stands where nobody does; and whose theme it is. */
const Whose = ({ row }: { row: SessionRowView }) => {
  const t = useT();
  const pool = usePools().find((known) => known.poolId === row.poolId)?.title;
  // The line above says the state already where the citizen has the word.
  const lastHolder = isLeftToCitizen(row) ? row.lastOwner?.name : undefined;
  const holder = row.owner?.name ?? lastHolder ?? t(statusKey(row));
  return <span className="row-owner">{pool === undefined ? holder : `${holder} · ${pool}`}</span>;
};

/** A chat of mine or of a colleague: who, how long they wait, what they said last. */
export const ChatRow = ({ row, list, isOpen, unread }: ChatRowProps) => {
  const { t } = useTranslator();
  const { typing } = useSession(row.sessionId);
  const isCitizenTyping = typing !== undefined;
  const subject = useSubject(row);
  return (
    <Link
      href={writePlace({ list, sessionId: row.sessionId })}
      className={`row${isOpen ? ' is-open' : ''}${row.escalation ? ' is-escalated' : ''}`}
      aria-current={isOpen ? 'true' : undefined}
    >
      <span className="row-head">
        <span
          className={`online-dot ${row.isCitizenOnline ? 'is-online' : ''}`}
          title={t(row.isCitizenOnline ? 'citizen.online' : 'citizen.offline')}
        />
        <span className="row-name">{row.citizenName ?? t('citizen.guest')}</span>
        <RowTime row={row} />
      </span>
      <span className="row-line">
        <span className={`row-text${isCitizenTyping ? ' is-typing' : ''}`}>
          {!isCitizenTyping && row.lastAuthor === 'operator' && !isLeftToCitizen(row) && (
            <span className="row-reply">
              <Icon node={CornerUpRight} />
              <span className="only-heard">{t('list.answered')}</span>
            </span>
          )}
          {isCitizenTyping ? t('typing.citizen') : subject}
        </span>
        <RowMarks row={row} unread={unread} />
      </span>
      {list !== 'chats' && <Whose row={row} />}
    </Link>
  );
};
