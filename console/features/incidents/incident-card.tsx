import { Siren } from 'lucide';
import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Icon } from '../../components/icon.js';
import { useTranslator } from '../../components/translation.js';
import type { IncidentView } from '../../../shared/views/incidents.js';
import { IncidentDialog } from './incident-dialog.js';
import { useIncidentWords } from './use-incident-words.js';

/** One open incident in a line or two; choosing it shows it whole. */
export const IncidentCard = ({ incident }: { incident: IncidentView }) => {
  const { t } = useTranslator();
  const { count, title } = useIncidentWords(incident);
  const [isOpen, setIsOpen] = useState(false);
  const { answer } = incident;
  return (
    <>
      <AriaButton className="incident-card" onPress={() => setIsOpen(true)}>
        <Icon node={Siren} size="medium" />
        <span className="incident-card-title">{title}</span>
        <span className="incident-card-line">
          {count} ·{' '}
          {answer === undefined
            ? t('incident.unanswered')
            : answer.isDone
              ? t('incident.sent', { count: answer.sent })
              : t('incident.sending', {
                  sent: answer.sent + answer.skipped,
                  total: incident.members,
                })}
        </span>
      </AriaButton>
      {isOpen && (
        <IncidentDialog incidentId={incident.incidentId} onClose={() => setIsOpen(false)} />
      )}
    </>
  );
};
