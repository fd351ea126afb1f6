import { useTranslator } from '../../components/translation.js';
import type { IncidentAnswerView } from '../../../shared/views/incidents.js';

/** How far an answer has got, in words and as a line that fills. */
export const IncidentProgress = ({
  answer,
  members,
}: {
  answer: IncidentAnswerView;
  members: number;
}) => {
  const { t } = useTranslator();
  const { isDone, sent, skipped } = answer;
  const share = isDone || members === 0 ? 1 : Math.min(1, (sent + skipped) / members);
  const words = isDone
    ? t('incident.sent', { count: sent })
    : t('incident.sending', { sent: sent + skipped, total: members });
  return (
    <div className="incident-progress" role="status">
      <span className="incident-bar" aria-hidden="true">
        <span style={{ transform: `scaleX(${share})` }} />
      </span>
      <span>
        {words}
        {skipped > 0 && ` ${t('incident.skipped', { count: skipped })}`}
      </span>
    </div>
  );
};
