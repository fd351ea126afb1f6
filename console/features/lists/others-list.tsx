import { Empty } from '../../components/empty.js';
import { useT } from '../../components/translation.js';
import { useRowLists } from '../../live/use-rows.js';
import { ChatRow } from './chat-row.js';

/** Chats that colleagues hold, for reading along. */
export const OthersList = ({ openId }: { openId: string | undefined }) => {
  const t = useT();
  const { others, escalations } = useRowLists();
  const rows = [...escalations, ...others];
  if (rows.length === 0) return <Empty text={t('others.empty')} />;
  return (
    <ul className="list-scroll row-list">
      {rows.map((row) => (
        <li key={row.sessionId}>
          <ChatRow row={row} list="others" isOpen={row.sessionId === openId} unread={0} />
        </li>
      ))}
    </ul>
  );
};
