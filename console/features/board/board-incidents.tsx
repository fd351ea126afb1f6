import { useT } from '../../components/translation.js';
import { useDesk } from '../../live/live-context.js';
import { IncidentCard } from '../incidents/incident-card.js';

/** Mass incidents that are open, above everything: one answer may empty the queue. */
export const BoardIncidents = () => {
  const t = useT();
  const incidents = useDesk((state) => state.incidents);
  if (incidents.size === 0) return null;
  return (
    <section className="board-section">
      <h2 className="section-title">
        {t('incident.boardTitle')} <span className="group-count">{incidents.size}</span>
      </h2>
      <ul className="board-incidents">
        {[...incidents.values()].map((incident) => (
          <li key={incident.incidentId}>
            <IncidentCard incident={incident} />
          </li>
        ))}
      </ul>
    </section>
  );
};
