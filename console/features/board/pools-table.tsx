import { formatAge } from '../../components/formats.js';
import { useTranslator } from '../../components/translation.js';
import { useServerNow } from '../../live/use-now.js';
import { limits } from '../../../shared/limits.js';
import type { PoolBoardView } from '../../../shared/views/routing.js';
import { ChatsLink } from './chats-link.js';

/** Waiting for more than a minute is past the promise; nobody there while somebody waits is worse. Closed, they wait for the morning. */
const stateOf = (pool: PoolBoardView, oldestMs: number | null): string => {
  if (pool.waiting === 0 || pool.isClosed) return 'is-none';
  if (pool.operatorsOnline === 0) return 'is-danger';
  return oldestMs !== null && oldestMs > limits.live.firstAnswerMs ? 'is-warning' : '';
};

const PoolRow = ({ pool, now }: { pool: PoolBoardView; now: number }) => {
  const { t, locale } = useTranslator();
  const oldestMs = pool.oldestQueuedAt === undefined ? null : now - Date.parse(pool.oldestQueuedAt);
  const share = pool.seatsTotal === 0 ? 0 : Math.min(1, pool.seatsTaken / pool.seatsTotal);
  const state = stateOf(pool, oldestMs);
  return (
    <tr>
      <th scope="row">
        <ChatsLink filter={{ poolId: pool.poolId, words: '' }}>{pool.title}</ChatsLink>
        {pool.isClosed && <span className="cell-words quiet">{t('board.closed')}</span>}
      </th>
      <td className={state}>
        {pool.waiting}
        {state === 'is-danger' && <span className="cell-words">{t('board.nobody')}</span>}
      </td>
      <td className={state}>{oldestMs === null ? '—' : formatAge(oldestMs, locale)}</td>
      <td className={pool.later === 0 ? 'is-none' : ''}>{pool.later}</td>
      <td className={pool.callbacks === 0 ? 'is-none' : ''}>{pool.callbacks}</td>
      <td className={pool.active === 0 ? 'is-none' : ''}>{pool.active}</td>
      <td>
        <span className="seats">
          <span className="seats-text">
            {t('board.seatsOf', { taken: pool.seatsTaken, total: pool.seatsTotal })}
          </span>
          <span className="seats-bar" aria-hidden="true">
            <span style={{ transform: `scaleX(${share})` }} />
          </span>
        </span>
      </td>
      <td>{pool.operatorsOnline}</td>
    </tr>
  );
};

/** One line a pool. A number that needs somebody has its colour and its word. */
export const PoolsTable = ({ pools }: { pools: readonly PoolBoardView[] }) => {
  const { t } = useTranslator();
  const now = useServerNow();
  return (
    <section className="board-section">
      <h2 className="section-title">{t('board.pools')}</h2>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('board.pool')}</th>
            <th scope="col">{t('board.waiting')}</th>
            <th scope="col">{t('board.oldest')}</th>
            <th scope="col">{t('board.later')}</th>
            <th scope="col">{t('board.callbacks')}</th>
            <th scope="col">{t('board.active')}</th>
            <th scope="col">{t('board.seats')}</th>
            <th scope="col">{t('board.online')}</th>
          </tr>
        </thead>
        <tbody>
          {pools.map((pool) => (
            <PoolRow key={pool.poolId} pool={pool} now={now} />
          ))}
        </tbody>
      </table>
    </section>
  );
};
