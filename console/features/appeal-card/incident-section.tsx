import { useState } from 'react';
import { Button } from '../../components/button.js';
import { useT } from '../../components/translation.js';
import { useDesk, useLive } from '../../live/live-context.js';
import { useIncident } from '../../live/queries.js';
import { isOverseer } from '../../live/row-lists.js';
import type { StaffSessionView } from '../../../shared/views/chat-session.js';
import type { IncidentView } from '../../../shared/views/incidents.js';
import { IncidentDialog } from '../incidents/incident-dialog.js';
import { SentAnswer } from '../incidents/sent-answer.js';
import { useIncidentWords } from '../incidents/use-incident-words.js';

const Belongs = ({ incident }: { incident: IncidentView }) => {
  const t = useT();
  const { count, title } = useIncidentWords(incident);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <section className="card-section">
      <h3 className="section-title">{t('incident.section')}</h3>
      <p>{title}</p>
      <p className="quiet">{count}</p>
      {incident.answer ? (
        <SentAnswer answer={incident.answer} />
      ) : (
        <p className="quiet">{t('incident.unansweredYet')}</p>
      )}
      <div className="button-row">
        <Button size="compact" onPress={() => setIsOpen(true)}>
          {t('incident.open')}
        </Button>
      </div>
      {isOpen && (
        <IncidentDialog incidentId={incident.incidentId} onClose={() => setIsOpen(false)} />
      )}
    </section>
  );
};

const Member = ({ incidentId }: { incidentId: string }) => {
  const open = useDesk((state) => state.incidents.get(incidentId));
  const query = useIncident(incidentId);
  const incident = open ?? query.data?.incident;
  return incident ? <Belongs incident={incident} /> : null;
};

const AddTo = ({ incident, sessionId }: { incident: IncidentView; sessionId: string }) => {
  const t = useT();
  const { incidents } = useLive();
  const { title } = useIncidentWords(incident);
  return (
    <Button size="compact" onPress={() => void incidents.add(incident.incidentId, sessionId)}>
      {t('incident.addTo', { title })}
    </Button>
  );
};

/** Which mass incident a chat belongs to and what was answered; a supervisor may put it into an open one. */
export const IncidentSection = ({ view }: { view: StaffSessionView }) => {
  const t = useT();
  const { me } = useLive();
  const incidents = useDesk((state) => state.incidents);
  if (view.incidentId !== undefined) return <Member incidentId={view.incidentId} />;
  if (!isOverseer(me) || incidents.size === 0) return null;
  return (
    <section className="card-section">
      <h3 className="section-title">{t('incident.section')}</h3>
      <p className="quiet">{t('incident.notIn')}</p>
      <div className="button-row">
        {[...incidents.values()].map((incident) => (
          <AddTo key={incident.incidentId} incident={incident} sessionId={view.sessionId} />
        ))}
      </div>
    </section>
  );
};
