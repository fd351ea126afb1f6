import { Link } from 'wouter';
import { useTranslator } from '../../components/translation.js';
import { useLive } from '../../live/live-context.js';
import type { TransferLoopView } from '../../../shared/views/statistics.js';
import { writePlace } from '../shell/place.js';

/** Chats that came back to where they had been transferred away from; choosing one reads along. */
export const LoopsList = ({ loops }: { loops: readonly TransferLoopView[] }) => {
  const { t, moment } = useTranslator();
  const { clock } = useLive();
  return (
    <section className="board-section">
      <h2 className="section-title">
        {t('statistics.loops.title')} <span className="group-count">{loops.length}</span>
      </h2>
      {loops.length === 0 && <p className="quiet">{t('statistics.loops.none')}</p>}
      <ul className="loops">
        {loops.map((loop) => (
          <li key={`${loop.sessionId} ${loop.at}`}>
            <Link className="loop" href={writePlace({ list: 'others', sessionId: loop.sessionId })}>
              <span className="figures">{loop.appealNumber}</span>
              <span>{loop.path.join(' → ')}</span>
              <span className="quiet">
                {t(`statistics.loops.${loop.kind}`)}, {moment(loop.at, clock.now())}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
};
