import { useTranslator } from '../../components/translation.js';
import { usePools } from '../../live/queries.js';
import type { IncidentView } from '../../../shared/views/incidents.js';

const minuteMs = 60_000;
/** From here on hours say more than minutes. */
const hoursFrom = 120;

/** What an incident is called and how many write about it, in the reader's language. */
export const useIncidentWords = (incident: IncidentView) => {
  const { t } = useTranslator();
  const pools = usePools();
  const type = t(`type.${incident.requestType}`);
  const ms = Date.parse(incident.latestAt) - Date.parse(incident.firstAt);
  const minutes = Math.max(1, Math.ceil(ms / minuteMs));
  const span =
    minutes < hoursFrom
      ? t('incident.minutes', { count: minutes })
      : t('incident.hours', { count: Math.round(minutes / 60) });
  return {
    title: incident.title ?? t('incident.untitled', { type }),
    count: t('incident.count', { count: incident.members, span }),
    pool: pools.find((pool) => pool.poolId === incident.poolId)?.title ?? t('pool.other'),
    type,
  };
};
