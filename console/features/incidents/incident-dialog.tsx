import { useState } from 'react';
import { Button } from '../../components/button.js';
import { Dialog } from '../../components/dialog.js';
import { Skeleton } from '../../components/empty.js';
import { useTranslator } from '../../components/translation.js';
import { useLive } from '../../live/live-context.js';
import { useIncident } from '../../live/queries.js';
import { isOverseer } from '../../live/row-lists.js';
import type { IncidentDetailView } from '../../../shared/views/incidents.js';
import { AnswerForm } from './answer-form.js';
import { IncidentMembers } from './incident-members.js';
import { IncidentName } from './incident-name.js';
import { IncidentProgress } from './incident-progress.js';
import { IncidentWhy } from './incident-why.js';
import { SentAnswer } from './sent-answer.js';
import { useIncidentWords } from './use-incident-words.js';

const Leading = ({ detail, onClose }: { detail: IncidentDetailView; onClose: () => void }) => {
  const { t } = useTranslator();
  const { incidents } = useLive();
  const { incident } = detail;
  const [isNaming, setIsNaming] = useState(false);
  const [isClosing, setIsClosing] = useState(false);
  const close = async () => {
    if (await incidents.close(incident.incidentId)) onClose();
  };
  if (isNaming) return <IncidentName incident={incident} onDone={() => setIsNaming(false)} />;
  return (
    <div className="button-row">
      {isClosing ? (
        <>
          <p className="incident-closing">{t('incident.closeExplain')}</p>
          <Button size="compact" tone="danger" onPress={() => void close()}>
            {t('incident.closeNow')}
          </Button>
          <Button size="compact" tone="quiet" onPress={() => setIsClosing(false)}>
            {t('incident.back')}
          </Button>
        </>
      ) : (
        <>
          <Button size="compact" onPress={() => setIsNaming(true)}>
            {t(incident.title === undefined ? 'incident.giveName' : 'incident.changeName')}
          </Button>
          <Button size="compact" onPress={() => setIsClosing(true)}>
            {t('incident.close')}
          </Button>
        </>
      )}
    </div>
  );
};

const Content = ({ detail, onClose }: { detail: IncidentDetailView; onClose: () => void }) => {
  const { t } = useTranslator();
  const { me } = useLive();
  const { incident, members, words } = detail;
  const { answer } = incident;
  const canLead = isOverseer(me) && incident.status === 'open';
  return (
    <div className="incident">
      <IncidentWhy incident={incident} words={words} />
      {canLead && <Leading detail={detail} onClose={onClose} />}
      {answer && (
        <section className="incident-current">
          <h3 className="section-title">{t('incident.current')}</h3>
          <SentAnswer answer={answer} />
          <IncidentProgress answer={answer} members={incident.members} />
        </section>
      )}
      {canLead && <AnswerForm incident={incident} />}
      <IncidentMembers incident={incident} members={members} onLeave={onClose} />
    </div>
  );
};

const Titled = ({ detail, onClose }: { detail: IncidentDetailView; onClose: () => void }) => {
  const { title } = useIncidentWords(detail.incident);
  return (
    <Dialog title={title} size="wide" isOpen onClose={onClose}>
      <Content detail={detail} onClose={onClose} />
    </Dialog>
  );
};

/** A mass incident: why it is thought one, its chats, the answer to all of them. Operators read, supervisors act. */
export const IncidentDialog = ({
  incidentId,
  onClose,
}: {
  incidentId: string;
  onClose: () => void;
}) => {
  const { t } = useTranslator();
  const query = useIncident(incidentId);
  if (query.data) return <Titled detail={query.data} onClose={onClose} />;
  return (
    <Dialog title={t('incident.section')} size="wide" isOpen onClose={onClose}>
      {query.isError ? (
        <p className="quiet">{t('incident.failed')}</p>
      ) : (
        <Skeleton rows={5} label={t('common.loading')} />
      )}
    </Dialog>
  );
};
