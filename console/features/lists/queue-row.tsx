import { Link } from 'wouter';
import { Button } from '../../components/button.js';
import { formatAge } from '../../components/formats.js';
import { useTranslator } from '../../components/translation.js';
import { needsNoCitizen } from '../../live/callback.js';
import { useLive } from '../../live/live-context.js';
import { usePools } from '../../live/queries.js';
import { useServerNow } from '../../live/use-now.js';
import type { SessionRowView } from '../../../shared/views/chat-session.js';
import { usePlace, writePlace } from '../shell/place.js';
import { WaitMark } from './row-mark.js';

export interface QueueRowProps {
  row: SessionRowView;
  /** 1 is served next. */
  position: number;
  isOpen: boolean;
}

/** Somebody who waits: place, theme, age, first words, and taking them out of turn. */
export const QueueRow = ({ row, position, isOpen }: QueueRowProps) => {
  const { t, locale } = useTranslator();
  const { commands, me } = useLive();
  const pools = usePools();
  const [, go] = usePlace();
  const now = useServerNow(5_000);
  const take = async () => {
    if (await commands.takeFromQueue(row.sessionId)) {
      go({ list: 'chats', sessionId: row.sessionId });
    }
  };
  // Taken over for another pool: its own people are not mine.
  const guestOf = me.poolIds.includes(row.poolId ?? '')
    ? undefined
    : pools.find(({ poolId }) => poolId === row.poolId)?.title;
  const waitedMs = now - Date.parse(row.queuedAt ?? row.openedAt);
  return (
    <div className={`row queue-row${isOpen ? ' is-open' : ''}${position === 1 ? ' is-next' : ''}`}>
      <span className="queue-position">{position}</span>
      <Link
        href={writePlace({ list: 'queue', sessionId: row.sessionId })}
        className="queue-link"
        aria-current={isOpen ? 'true' : undefined}
      >
        <span className="row-head">
          <span className="row-name">
            {row.requestType === undefined ? t('type.unknown') : t(`type.${row.requestType}`)}
          </span>
          <span className="row-time">{formatAge(waitedMs, locale)}</span>
        </span>
        <span className="row-line">
          <span className="row-text">
            {row.priority !== 'normal' && (
              <span className={`priority is-${row.priority}`}>{t(`priority.${row.priority}`)}</span>
            )}
            {guestOf !== undefined && (
              <span className="priority">{t('queue.guest', { pool: guestOf })}</span>
            )}
            {!row.isCitizenOnline && !needsNoCitizen(row) && (
              <span className="priority">{t('citizen.offline')}</span>
            )}
            {row.lastText ?? t('list.noWords')}
          </span>
          <span className="row-marks">
            <WaitMark row={row} />
          </span>
        </span>
      </Link>
      <Button size="compact" onPress={() => void take()}>
        {t('queue.take')}
      </Button>
    </div>
  );
};
