import { Plus, Search } from 'lucide';
import { useState } from 'react';
import { Input } from 'react-aria-components/Input';
import { SearchField } from 'react-aria-components/SearchField';
import { Link } from 'wouter';
import type { PersonView, PoolSettingsView } from '../../../../shared/views/admin.js';
import { Button } from '../../../components/button.js';
import { Empty } from '../../../components/empty.js';
import { Icon } from '../../../components/icon.js';
import { useAdminPlace, writeAdminPlace } from '../admin-place.js';
import { usePeople, usePoolSettings } from '../admin-queries.js';
import { useWords } from '../admin-words.js';
import type { Words } from '../words.js';
import { Loaded } from '../loaded.js';
import { holdsChats } from './person-draft.js';
import { NewPerson, PersonEditor } from './person-editor.js';

const poolsOf = (
  { poolIds }: PersonView['settings'],
  pools: readonly PoolSettingsView[],
  { t }: Words,
): string => {
  if (pools.length > 0 && poolIds.length >= pools.length) return t('people.everyPool');
  if (poolIds.length === 0) return t('people.noPool');
  const titles = pools.filter(({ poolId }) => poolIds.includes(poolId));
  return titles.map(({ settings }) => settings.title).join(', ');
};

const PersonRow = ({
  person,
  pools,
}: {
  person: PersonView;
  pools: readonly PoolSettingsView[];
}) => {
  const words = useWords();
  const { t } = words;
  const { login, settings, isTraining } = person;
  const holds = holdsChats(settings.role);
  return (
    <tr className={settings.isActive ? '' : 'is-closed'}>
      <th scope="row">
        <Link
          className="table-link"
          href={writeAdminPlace({ section: 'people', subject: person.operatorId })}
        >
          {settings.name}
        </Link>
        <span className="cell-under">
          {login}
          {isTraining === true && ` · ${t('people.training')}`}
        </span>
      </th>
      <td>{t(`role.${settings.role}`)}</td>
      <td className="cell-wide">{holds ? poolsOf(settings, pools, words) : '—'}</td>
      <td>{holds ? settings.capacity : '—'}</td>
      <td className="cell-wide">
        {!holds && '—'}
        {holds &&
          (settings.requestTypes?.map((type) => t(`type.${type}`)).join(', ') ??
            t('people.everyType'))}
      </td>
      <td>
        {!holds && '—'}
        {holds &&
          (settings.languages?.map((locale) => t(`value.${locale}`)).join(', ') ??
            t('people.everyLanguage'))}
      </td>
      <td>{t(settings.isActive ? 'people.active' : 'people.closed')}</td>
    </tr>
  );
};

/** Those whose name, login, role or pool holds every word; who can sign in comes first. */
const findPeople = (
  people: readonly PersonView[],
  pools: readonly PoolSettingsView[],
  asked: string,
  words: Words,
): PersonView[] => {
  const parts = asked.toLowerCase().split(/\s+/);
  const textOf = ({ login, settings }: PersonView) =>
    [settings.name, login, words.t(`role.${settings.role}`), poolsOf(settings, pools, words)]
      .join(' ')
      .toLowerCase();
  return people
    .filter((person) => parts.every((part) => textOf(person).includes(part)))
    .sort(
      (left, right) =>
        Number(right.settings.isActive) - Number(left.settings.isActive) ||
        left.settings.name.localeCompare(right.settings.name, words.locale),
    );
};

const PeopleTable = ({
  people,
  pools,
}: {
  people: readonly PersonView[];
  pools: readonly PoolSettingsView[];
}) => {
  const words = useWords();
  const { t } = words;
  const [, go] = useAdminPlace();
  const [asked, setAsked] = useState('');
  const found = findPeople(people, pools, asked.trim(), words);
  return (
    <div className="admin-scroll">
      <header className="admin-list-head">
        <SearchField
          className="search-field"
          aria-label={t('people.search')}
          value={asked}
          onChange={setAsked}
        >
          <Icon node={Search} />
          <Input className="input" placeholder={t('people.search')} />
        </SearchField>
        <p className="quiet" role="status">
          {t('people.count', { count: found.length })}
        </p>
        <Button icon={Plus} onPress={() => go({ section: 'people', subject: 'new' })}>
          {t('people.add')}
        </Button>
      </header>
      {found.length === 0 ? (
        <Empty text={t('people.nothing')} />
      ) : (
        <table className="table admin-table">
          <thead>
            <tr>
              <th scope="col">{t('people.name')}</th>
              <th scope="col">{t('people.role')}</th>
              <th scope="col">{t('people.pools')}</th>
              <th scope="col">{t('people.seats')}</th>
              <th scope="col">{t('people.types')}</th>
              <th scope="col">{t('people.languages')}</th>
              <th scope="col">{t('people.account')}</th>
            </tr>
          </thead>
          <tbody>
            {found.map((person) => (
              <PersonRow key={person.operatorId} person={person} pools={pools} />
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
};

/** All of the staff, or one of them. */
export const PeoplePage = ({ operatorId }: { operatorId: string | undefined }) => {
  const { t } = useWords();
  const query = usePeople();
  const poolsQuery = usePoolSettings();
  return (
    <Loaded query={poolsQuery}>
      {(pools) => (
        <Loaded query={query}>
          {(people) => {
            if (operatorId === undefined) return <PeopleTable people={people} pools={pools} />;
            if (operatorId === 'new') return <NewPerson pools={pools} />;
            const person = people.find((each) => each.operatorId === operatorId);
            return person ? (
              <PersonEditor key={operatorId} person={person} pools={pools} />
            ) : (
              <Empty text={t('people.unknown')} />
            );
          }}
        </Loaded>
      )}
    </Loaded>
  );
};
