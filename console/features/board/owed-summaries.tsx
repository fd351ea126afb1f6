import { Link } from 'wouter';
import { WaitingAge } from '../../components/age.js';
import { useT } from '../../components/translation.js';
import { useServerNow } from '../../live/use-now.js';
import { limits } from '../../../shared/limits.js';
import type { OwedSummaryView, PoolBoardView } from '../../../shared/views/routing.js';
import { writePlace } from '../shell/place.js';

const Age = ({ since }: Pick<OwedSummaryView, 'since'>) => {
  const isLate = useServerNow() - Date.parse(since) > limits.escalation.summaryLateMs;
  return (
    <span className={isLate ? 'figures is-late' : 'figures'}>
      <WaitingAge since={since} />
    </span>
  );
};

/** Seniors who work without a summary, and who owes it; the longest first. Choosing one reads along. */
export const OwedSummaries = ({ pools }: { pools: readonly PoolBoardView[] }) => {
  const t = useT();
  const owed = pools
    .flatMap(({ owedSummaries }) => owedSummaries)
    .sort((left, right) => Date.parse(left.since) - Date.parse(right.since));
  if (owed.length === 0) return null;
  return (
    <section className="board-section">
      <h2 className="section-title">
        {t('board.owed')} <span className="group-count">{owed.length}</span>
      </h2>
      <ul className="board-escalations">
        {owed.map(({ sessionId, appealNumber, fromName, since, toName }) => (
          <li key={sessionId}>
            <Link className="board-escalation" href={writePlace({ list: 'others', sessionId })}>
              <span className="figures">{appealNumber}</span>
              <Age since={since} />
              <span className="quiet">
                {toName === undefined ? fromName : `${fromName} → ${toName}`}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
};
