import { Button } from '../../components/button.js';
import { Empty } from '../../components/empty.js';
import { useT } from '../../components/translation.js';
import { useDesk, useLive } from '../../live/live-context.js';
import { useRowLists, useUnread } from '../../live/use-rows.js';
import type { SessionRowView } from '../../../shared/views/chat-session.js';
import { usePlace } from '../shell/place.js';
import { ChatRow } from './chat-row.js';

interface GroupProps {
  title: string;
  tone?: 'escalation';
  rows: readonly SessionRowView[];
  openId: string | undefined;
  unread: ReadonlyMap<string, number>;
  /** Beside the title in place of the number of rows. */
  count?: string;
}

const Group = ({ title, tone, rows, openId, unread, count }: GroupProps) =>
  rows.length === 0 ? null : (
    <section className="row-group">
      <h2 className={`group-title${tone === undefined ? '' : ` is-${tone}`}`}>
        {title} <span className="group-count">{count ?? rows.length}</span>
      </h2>
      <ul className="row-list">
        {rows.map((row) => (
          <li key={row.sessionId}>
            <ChatRow
              row={row}
              list="chats"
              isOpen={row.sessionId === openId}
              unread={unread.get(row.sessionId) ?? 0}
            />
          </li>
        ))}
      </ul>
    </section>
  );

/** My chats; for seniors the escalations above all. */
export const ChatsList = ({ openId }: { openId: string | undefined }) => {
  const t = useT();
  const { me } = useLive();
  const [, go] = usePlace();
  const lists = useRowLists();
  const unread = useUnread();
  const presence = useDesk((state) => state.presence);
  const shared = { openId, unread };
  const isEmpty =
    lists.escalations.length + lists.owed.length + lists.active.length + lists.waiting.length === 0;
  if (isEmpty) {
    return (
      <Empty text={t(presence === 'online' ? 'chats.emptyOnline' : 'chats.empty')}>
        {lists.queue.length > 0 && (
          <Button onPress={() => go({ list: 'queue' })}>
            {t('chats.toQueue', { count: lists.queue.length })}
          </Button>
        )}
      </Empty>
    );
  }
  return (
    <div className="list-scroll">
      <Group
        title={t('chats.escalations')}
        tone="escalation"
        rows={lists.escalations}
        {...shared}
      />
      <Group title={t('chats.owed')} rows={lists.owed} {...shared} />
      <Group
        title={t('chats.active')}
        count={t('chats.capacity', { taken: lists.active.length, capacity: me.capacity })}
        rows={lists.active}
        {...shared}
      />
      <Group title={t('chats.waiting')} rows={lists.waiting} {...shared} />
    </div>
  );
};
