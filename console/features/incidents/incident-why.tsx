import { useTranslator } from '../../components/translation.js';
import { useLive } from '../../live/live-context.js';
import { limits } from '../../../shared/limits.js';
import type { IncidentView } from '../../../shared/views/incidents.js';
import { useIncidentWords } from './use-incident-words.js';

/** Why this is thought to be one thing: how many came, how many usually do, the words they share. */
export const IncidentWhy = ({
  incident,
  words,
}: {
  incident: IncidentView;
  words: readonly string[];
}) => {
  const { t, moment } = useTranslator();
  const { clock } = useLive();
  const { count, pool, type } = useIncidentWords(incident);
  const now = clock.now();
  const window = limits.incidents.windowMs / 60_000;
  const { arrivals, closedAt, closedByName, usualArrivals } = incident;
  const usual = usualArrivals === undefined ? undefined : Math.round(usualArrivals);
  const usualWords =
    usual === undefined
      ? t('incident.usualUnknown')
      : usual === 0
        ? t('incident.usualNone')
        : t('incident.usual', { usual });
  return (
    <div className="why incident-why">
      <p>
        {type} · {pool} · {count}.
      </p>
      <p>
        {t('incident.noticedAt', { moment: moment(incident.openedAt, now) })}{' '}
        {t('incident.arrivals', { count: arrivals, minutes: window })} {usualWords}
      </p>
      {closedAt !== undefined && (
        <p>
          {closedByName === undefined
            ? t('incident.closedItself', { moment: moment(closedAt, now) })
            : t('incident.closedBy', { moment: moment(closedAt, now), name: closedByName })}
        </p>
      )}
      {words.length > 0 && (
        <p className="why-words">
          <span>{t('incident.words')}</span>
          {words.map((word) => (
            <mark key={word} className="why-word">
              {word}
            </mark>
          ))}
        </p>
      )}
    </div>
  );
};
