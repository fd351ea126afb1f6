import { Plus } from 'lucide';
import { Link } from 'wouter';
import type { PersonView, PoolSettingsView } from '../../../../shared/views/admin.js';
import { Button } from '../../../components/button.js';
import { Empty } from '../../../components/empty.js';
import { useAdminPlace, writeAdminPlace } from '../admin-place.js';
import { usePeople, usePoolSettings } from '../admin-queries.js';
import { useWords } from '../admin-words.js';
import { durationWords } from '../durations.js';
import { Loaded } from '../loaded.js';
import { hoursWords } from './hours-words.js';
import { NewPool, PoolEditor } from './pool-editor.js';

const PoolRow = ({
  pool,
  pools,
  people,
}: {
  pool: PoolSettingsView;
  pools: readonly PoolSettingsView[];
  people: readonly PersonView[];
}) => {
  const words = useWords();
  const { t, locale } = words;
  const { title, requestTypes, hours, overflow, escalation } = pool.settings;
  const overflowTitle = pools.find(({ poolId }) => poolId === overflow?.poolId)?.settings.title;
  const serving = people.filter(
    ({ settings }) => settings.isActive && settings.poolIds.includes(pool.poolId),
  );
  return (
    <tr>
      <th scope="row">
        <Link
          className="table-link"
          href={writeAdminPlace({ section: 'pools', subject: pool.poolId })}
        >
          {title}
        </Link>
      </th>
      <td className="cell-wide">
        {requestTypes.length === 0
          ? t('pools.noTypes')
          : requestTypes.map((type) => t(`type.${type}`)).join(', ')}
      </td>
      <td className="cell-wide">{hoursWords(hours, words)}</td>
      <td className="cell-wide">
        {overflow === null
          ? '—'
          : t('pools.overflowsTo', {
              pool: overflowTitle ?? t('pool.other'),
              after: durationWords(overflow.afterMs, locale),
            })}
      </td>
      <td>{durationWords(escalation.windowMs, locale)}</td>
      <td className={serving.length === 0 ? 'is-warning' : ''}>
        {serving.length === 0 ? t('pools.nobody') : serving.length}
      </td>
    </tr>
  );
};

const PoolsTable = ({ pools }: { pools: readonly PoolSettingsView[] }) => {
  const { t } = useWords();
  const [, go] = useAdminPlace();
  const people = usePeople().data ?? [];
  return (
    <div className="admin-scroll">
      <header className="admin-list-head">
        <p className="quiet">{t('pools.about')}</p>
        <Button icon={Plus} onPress={() => go({ section: 'pools', subject: 'new' })}>
          {t('pools.add')}
        </Button>
      </header>
      <table className="table admin-table">
        <thead>
          <tr>
            <th scope="col">{t('pools.title')}</th>
            <th scope="col">{t('pools.types')}</th>
            <th scope="col">{t('pools.hours')}</th>
            <th scope="col">{t('pools.overflow')}</th>
            <th scope="col">{t('pools.window')}</th>
            <th scope="col">{t('pools.people')}</th>
          </tr>
        </thead>
        <tbody>
          {pools.map((pool) => (
            <PoolRow key={pool.poolId} pool={pool} pools={pools} people={people} />
          ))}
        </tbody>
      </table>
    </div>
  );
};

/** All pools, or one of them. */
export const PoolsPage = ({ poolId }: { poolId: string | undefined }) => {
  const { t } = useWords();
  const query = usePoolSettings();
  return (
    <Loaded query={query}>
      {(pools) => {
        if (poolId === undefined) return <PoolsTable pools={pools} />;
        if (poolId === 'new') return <NewPool pools={pools} />;
        const pool = pools.find((each) => each.poolId === poolId);
        return pool ? (
          <PoolEditor key={poolId} pool={pool} pools={pools} />
        ) : (
          <Empty text={t('pools.unknown')} />
        );
      }}
    </Loaded>
  );
};
