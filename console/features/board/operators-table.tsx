import { useT } from '../../components/translation.js';
import type { OperatorView, PoolBoardView } from '../../../shared/views/routing.js';
import { ChatsLink } from './chats-link.js';

const order = ['online', 'busy', 'reconnecting', 'away', 'offline'] as const;

const compare = (left: OperatorView, right: OperatorView): number =>
  order.indexOf(left.presence) - order.indexOf(right.presence) ||
  left.name.localeCompare(right.name, 'ru');

/** Who is there, how busy, and for which pools. */
export const OperatorsTable = ({
  operators,
  pools,
}: {
  operators: readonly OperatorView[];
  pools: readonly PoolBoardView[];
}) => {
  const t = useT();
  const titles = new Map(pools.map((pool) => [pool.poolId, pool.title]));
  const servesAll = (person: OperatorView) => person.poolIds.length >= pools.length;
  return (
    <section className="board-section">
      <h2 className="section-title">{t('board.people')}</h2>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('board.person')}</th>
            <th scope="col">{t('board.presence')}</th>
            <th scope="col">{t('board.chats')}</th>
            <th scope="col">{t('board.poolsOf')}</th>
          </tr>
        </thead>
        <tbody>
          {[...operators].sort(compare).map((person) => (
            <tr key={person.operatorId}>
              <th scope="row">
                <ChatsLink filter={{ operatorId: person.operatorId, words: '' }}>
                  {person.name}
                </ChatsLink>
                {person.role !== 'operator' && (
                  <span className="quiet"> {t(`role.${person.role}`)}</span>
                )}
              </th>
              <td>
                <span className="presence-cell">
                  <span className={`presence-dot is-${person.presence}`} />
                  {t(`presence.${person.presence}`)}
                </span>
              </td>
              <td>{t('board.seatsOf', { taken: person.load, total: person.capacity })}</td>
              <td className="cell-pools">
                {servesAll(person)
                  ? t('board.allPools')
                  : person.poolIds.map((poolId) => titles.get(poolId)).join(', ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};
