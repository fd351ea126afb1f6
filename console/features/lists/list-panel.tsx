import { useT } from '../../components/translation.js';
import { Skeleton } from '../../components/empty.js';
import { useDesk, useLive } from '../../live/live-context.js';
import { isOverseer } from '../../live/row-lists.js';
import { IncidentStrip } from '../incidents/incident-strip.js';
import { SearchList } from '../search/search-list.js';
import type { Place } from '../shell/place.js';
import { AllChatsList } from './all-chats-list.js';
import { ChatsList } from './chats-list.js';
import { LineSwitch } from './line-switch.js';
import { OthersList } from './others-list.js';
import { QueueList } from './queue-list.js';

/** The 320-pixel column: one list at a time. */
export const ListPanel = ({ place }: { place: Place }) => {
  const t = useT();
  const isLoaded = useDesk((state) => state.isLoaded);
  const isElsewhere =
    place.list === 'board' || place.list === 'classifier' || place.list === 'admin';
  const list = isElsewhere ? 'chats' : place.list;
  const isAll = list === 'others' && isOverseer(useLive().me);
  const title = t(isAll ? 'rail.all' : `rail.${list}`);
  const open = place.sessionId;
  return (
    <section className="list-panel" aria-label={title}>
      <header className="panel-head">
        <h1 className="panel-title">{title}</h1>
      </header>
      {!isAll && <LineSwitch />}
      {isLoaded && list !== 'search' && <IncidentStrip />}
      {!isLoaded && <Skeleton rows={5} label={t('common.loading')} />}
      {isLoaded && list === 'chats' && <ChatsList openId={open} />}
      {isLoaded && list === 'queue' && <QueueList openId={open} />}
      {isLoaded && isAll && <AllChatsList openId={open} />}
      {isLoaded && list === 'others' && !isAll && <OthersList openId={open} />}
      {list === 'search' && <SearchList openId={open} />}
    </section>
  );
};
