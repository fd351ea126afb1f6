import { Search, X } from 'lucide';
import { useDeferredValue, useMemo } from 'react';
import { Input } from 'react-aria-components/Input';
import { SearchField } from 'react-aria-components/SearchField';
import { Virtualizer } from 'virtua';
import { Button, IconButton } from '../../components/button.js';
import { Empty } from '../../components/empty.js';
import { Icon } from '../../components/icon.js';
import { Picker } from '../../components/picker.js';
import { useT } from '../../components/translation.js';
import {
  chatStates,
  noFilter,
  selectChats,
  type ChatFilter,
  type ChatState,
} from '../../live/chat-filter.js';
import { useDesk, useLive } from '../../live/live-context.js';
import { usePools } from '../../live/queries.js';
import type { SessionRowView } from '../../../shared/views/chat-session.js';
import { ChatRow } from './chat-row.js';

/** Stands for «no filter» in a picker, whose options all have ids. */
const any = 'any';

/** The open chats an overseer looks through, filtered; the same order for the list and for the keys. */
export const useSelectedChats = (): readonly SessionRowView[] => {
  const rows = useDesk((state) => state.rows);
  const filter = useDeferredValue(useDesk((state) => state.chatFilter));
  return useMemo(() => selectChats(rows.values(), filter), [rows, filter]);
};

/** Absent where anything is wanted: a filter has no empty parts. */
const withPart = <K extends 'poolId' | 'state' | 'operatorId'>(
  filter: ChatFilter,
  key: K,
  value: ChatFilter[K] | null,
): ChatFilter => {
  const parts = { poolId: filter.poolId, state: filter.state, operatorId: filter.operatorId };
  const kept = Object.entries({ ...parts, [key]: value ?? undefined }).filter(
    ([, part]) => part !== undefined,
  );
  return { words: filter.words, ...(Object.fromEntries(kept) as Partial<ChatFilter>) };
};

const OfOperator = ({ operatorId, onDrop }: { operatorId: string; onDrop: () => void }) => {
  const t = useT();
  const name = useDesk(
    ({ board, rows }) =>
      board?.operators.find((person) => person.operatorId === operatorId)?.name ??
      [...rows.values()].find((row) => row.owner?.operatorId === operatorId)?.owner?.name,
  );
  return (
    <p className="filter-person">
      <span className="filter-person-name">{name}</span>
      <IconButton icon={X} label={t('all.dropPerson')} onPress={onDrop} />
    </p>
  );
};

const Filters = ({ filter }: { filter: ChatFilter }) => {
  const t = useT();
  const { desk } = useLive();
  const pools = usePools();
  const set = (next: ChatFilter) => desk.setState({ chatFilter: next });
  const findState = (id: string): ChatState | null =>
    chatStates.find((state) => state === id) ?? null;
  return (
    <div className="filters">
      <SearchField
        className="search-field"
        aria-label={t('all.words')}
        value={filter.words}
        onChange={(words) => set({ ...filter, words })}
      >
        <Icon node={Search} />
        <Input className="input" placeholder={t('all.words')} />
      </SearchField>
      <div className="filter-pickers">
        <Picker
          label={t('board.pool')}
          isLabelHidden
          placeholder={t('all.anyPool')}
          value={filter.poolId ?? any}
          options={[
            { id: any, title: t('all.anyPool') },
            ...pools.map((pool) => ({ id: pool.poolId, title: pool.title })),
          ]}
          onChange={(id) => set(withPart(filter, 'poolId', id === any ? null : id))}
        />
        <Picker
          label={t('board.presence')}
          isLabelHidden
          placeholder={t('all.anyState')}
          value={filter.state ?? any}
          options={[
            { id: any, title: t('all.anyState') },
            ...chatStates.map((state) => ({ id: state, title: t(`all.state.${state}`) })),
          ]}
          onChange={(id) => set(withPart(filter, 'state', findState(id)))}
        />
      </div>
      {filter.operatorId !== undefined && (
        <OfOperator
          operatorId={filter.operatorId}
          onDrop={() => set(withPart(filter, 'operatorId', null))}
        />
      )}
    </div>
  );
};

const NothingFound = ({ isFiltered }: { isFiltered: boolean }) => {
  const t = useT();
  const { desk } = useLive();
  if (!isFiltered) return <Empty text={t('all.empty')} />;
  return (
    <Empty text={t('all.nothing')}>
      <Button onPress={() => desk.setState({ chatFilter: noFilter })}>{t('all.showAll')}</Button>
    </Empty>
  );
};

/** Every open chat of every pool: an overseer finds one and reads along. Rows far down are not drawn. */
export const AllChatsList = ({ openId }: { openId: string | undefined }) => {
  const t = useT();
  const filter = useDesk((state) => state.chatFilter);
  const total = useDesk((state) => state.rows.size);
  const rows = useSelectedChats();
  return (
    <>
      <Filters filter={filter} />
      <p className="panel-note" role="status">
        {t('all.count', { shown: rows.length, total })}
      </p>
      {rows.length === 0 && <NothingFound isFiltered={total > 0} />}
      <div className="list-scroll">
        <div role="list" aria-label={t('rail.all')}>
          <Virtualizer data={rows}>
            {(row, index) => (
              <div
                key={row.sessionId}
                role="listitem"
                aria-posinset={index + 1}
                aria-setsize={rows.length}
              >
                <ChatRow row={row} list="others" isOpen={row.sessionId === openId} unread={0} />
              </div>
            )}
          </Virtualizer>
        </div>
      </div>
    </>
  );
};
