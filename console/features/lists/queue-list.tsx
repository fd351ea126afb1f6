import { Virtualizer } from 'virtua';
import { Empty } from '../../components/empty.js';
import { useT } from '../../components/translation.js';
import { useLive } from '../../live/live-context.js';
import { usePools } from '../../live/queries.js';
import { useRowLists } from '../../live/use-rows.js';
import { QueueRow } from './queue-row.js';

/** Everybody who waits in my pools, in the order they are served. Rows far down are not drawn. */
export const QueueList = ({ openId }: { openId: string | undefined }) => {
  const t = useT();
  const { queue } = useRowLists();
  const { me } = useLive();
  const all = usePools();
  const mine = all.filter((pool) => me.poolIds.includes(pool.poolId));
  return (
    <>
      <p className="panel-note">
        {mine.length === all.length
          ? t('queue.allPools')
          : t('queue.pools', { pools: mine.map((pool) => pool.title).join(', ') })}
      </p>
      {queue.length === 0 && <Empty text={t('queue.empty')} />}
      <div className="list-scroll">
        <div role="list" aria-label={t('rail.queue')}>
          <Virtualizer data={queue}>
            {(row, index) => (
              <div
                key={row.sessionId}
                role="listitem"
                aria-posinset={index + 1}
                aria-setsize={queue.length}
              >
                <QueueRow row={row} position={index + 1} isOpen={row.sessionId === openId} />
              </div>
            )}
          </Virtualizer>
        </div>
      </div>
    </>
  );
};
