import { Link } from 'wouter';
import { Countdown, Drain } from '../../components/countdown.js';
import { useT } from '../../components/translation.js';
import { usePools } from '../../live/queries.js';
import { limits } from '../../../shared/limits.js';
import type { PoolBoardView } from '../../../shared/views/routing.js';
import { writePlace } from '../shell/place.js';

/** Open windows, the nearest end first. Choosing one reads along. */
export const BoardEscalations = ({ pools }: { pools: readonly PoolBoardView[] }) => {
  const t = useT();
  const windows = new Map(usePools().map((pool) => [pool.poolId, pool.escalationWindowMs]));
  const open = pools
    .flatMap((pool) =>
      pool.escalations.map((escalation) => ({
        ...escalation,
        pool: pool.title,
        totalMs: windows.get(pool.poolId) ?? limits.escalation.windowMs,
      })),
    )
    .sort((left, right) => Date.parse(left.deadlineAt) - Date.parse(right.deadlineAt));
  return (
    <section className="board-section">
      <h2 className="section-title">
        {t('board.escalations')} <span className="group-count">{open.length}</span>
      </h2>
      {open.length === 0 && <p className="quiet">{t('board.noEscalations')}</p>}
      <ul className="board-escalations">
        {open.map((each) => (
          <li key={each.sessionId}>
            <Link
              className="board-escalation"
              href={writePlace({ list: 'others', sessionId: each.sessionId })}
            >
              <Drain
                endsAt={each.deadlineAt}
                totalMs={each.totalMs}
                direction="row"
                tone="escalation"
              />
              <span className="figures">{each.appealNumber}</span>
              <Countdown
                endsAt={each.deadlineAt}
                totalMs={each.totalMs}
                label={t('escalation.label')}
              />
              <span className="quiet">
                {each.pool} · {t(`escalation.step.${each.step}`)}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
};
