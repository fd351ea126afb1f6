import { Search } from 'lucide';
import { useDeferredValue } from 'react';
import { Input } from 'react-aria-components/Input';
import { SearchField } from 'react-aria-components/SearchField';
import { Link } from 'wouter';
import { Empty, Skeleton } from '../../components/empty.js';
import { Icon } from '../../components/icon.js';
import { useT } from '../../components/translation.js';
import { useDesk, useLive } from '../../live/live-context.js';
import { HttpProblem } from '../../live/staff-http.js';
import { useSearch } from '../../live/queries.js';
import type { StaffAppealView } from '../../../shared/views/accounts.js';
import { AppealLine } from '../appeal-card/appeal-line.js';
import { ChatRow } from '../lists/chat-row.js';
import { writePlace } from '../shell/place.js';

const FoundAppeal = ({ appeal, openId }: { appeal: StaffAppealView; openId?: string }) =>
  appeal.sessionId === undefined ? (
    <AppealLine appeal={appeal} />
  ) : (
    <Link
      className={`row${appeal.sessionId === openId ? ' is-open' : ''}`}
      href={writePlace({ list: 'search', sessionId: appeal.sessionId })}
    >
      <AppealLine appeal={appeal} />
    </Link>
  );

const Results = ({ words, openId }: { words: string; openId?: string }) => {
  const t = useT();
  const search = useSearch(words);
  if (search.isPending) return <Skeleton rows={4} label={t('common.loading')} />;
  if (search.isError) {
    const code = search.error instanceof HttpProblem ? search.error.code : 'internal';
    return <Empty text={t(`error.${code}`)} />;
  }
  const { sessions, appeals } = search.data;
  const known = new Set(sessions.map((row) => row.sessionId));
  const others = appeals.filter((appeal) => !known.has(appeal.sessionId ?? ''));
  if (sessions.length + others.length === 0) return <Empty text={t('search.nothing')} />;
  return (
    <ul className="list-scroll row-list">
      {sessions.map((row) => (
        <li key={row.sessionId}>
          <ChatRow row={row} list="search" isOpen={row.sessionId === openId} unread={0} />
        </li>
      ))}
      {others.map((appeal) => (
        <li key={appeal.appealId}>
          <FoundAppeal appeal={appeal} {...(openId === undefined ? {} : { openId })} />
        </li>
      ))}
    </ul>
  );
};

/** Search by appeal number, with or without dashes, and by citizen. */
export const SearchList = ({ openId }: { openId: string | undefined }) => {
  const t = useT();
  const { desk } = useLive();
  const words = useDesk((state) => state.searchWords);
  const asked = useDeferredValue(words.trim());
  return (
    <>
      <SearchField
        className="search-field"
        aria-label={t('search.label')}
        value={words}
        onChange={(searchWords) => desk.setState({ searchWords })}
        autoFocus
      >
        <Icon node={Search} />
        <Input className="input" placeholder={t('search.placeholder')} />
      </SearchField>
      {asked.length < 2 ? (
        <Empty text={t('search.start')} />
      ) : (
        <Results words={asked} {...(openId === undefined ? {} : { openId })} />
      )}
    </>
  );
};
