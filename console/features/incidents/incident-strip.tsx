import { useT } from '../../components/translation.js';
import { useDesk } from '../../live/live-context.js';
import { IncidentCard } from './incident-card.js';

/** Open incidents above a list of chats: whoever answers these chats knows that they are one thing. */
export const IncidentStrip = () => {
  const t = useT();
  const incidents = useDesk((state) => state.incidents);
  if (incidents.size === 0) return null;
  return (
    <section className="incident-strip" aria-label={t('incident.section')}>
      {[...incidents.values()].map((incident) => (
        <IncidentCard key={incident.incidentId} incident={incident} />
      ))}
    </section>
  );
};
