import { TriangleAlert } from 'lucide';
import { Icon } from '../../components/icon.js';
import { useTranslator } from '../../components/translation.js';
import { useServerNow } from '../../live/use-now.js';
import type { DriftAlarmView } from '../../../shared/views/classifier.js';

/** Types that people correct more often than they used to; raised once a type and week. */
export const AlarmNotes = ({ alarms }: { alarms: readonly DriftAlarmView[] }) => {
  const { t, moment } = useTranslator();
  const now = useServerNow();
  if (alarms.length === 0) return null;
  return (
    <section className="board-section" aria-label={t('classifier.alarms')}>
      <ul className="classifier-alarms">
        {alarms.map(({ requestType, raisedAt, recent, before, baseline }) => (
          <li key={`${requestType} ${raisedAt}`} className="classifier-alarm">
            <Icon node={TriangleAlert} />
            <p>
              <strong>{t(`type.${requestType}`)}</strong>
              {': '}
              {t('classifier.alarm.recent', { ...recent })}{' '}
              {t(`classifier.alarm.${baseline}`, { ...before })}
            </p>
            <span className="quiet">{moment(raisedAt, now)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
};
