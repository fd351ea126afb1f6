import { X } from 'lucide';
import { Link } from 'wouter';
import { IconButton } from '../../components/button.js';
import { useTranslator } from '../../components/translation.js';
import { useLive } from '../../live/live-context.js';
import { isOverseer } from '../../live/row-lists.js';
import type { IncidentMemberView, IncidentView } from '../../../shared/views/incidents.js';
import { writePlace } from '../shell/place.js';

/** The chats of an incident, the latest first; a supervisor may take one out. */
export const IncidentMembers = ({
  incident,
  members,
  onLeave,
}: {
  incident: IncidentView;
  members: readonly IncidentMemberView[];
  onLeave: () => void;
}) => {
  const { t, time } = useTranslator();
  const { incidents, me } = useLive();
  const canLead = isOverseer(me) && incident.status === 'open';
  const hidden = incident.members - members.length;
  return (
    <section className="incident-members">
      <h3 className="section-title">
        {t('incident.members')} <span className="group-count">{incident.members}</span>
      </h3>
      <ul>
        {members.map(({ row, outcome }) => (
          <li key={row.sessionId} className="incident-member">
            <Link
              className="incident-member-link"
              href={writePlace({
                list: isOverseer(me) ? 'others' : 'chats',
                sessionId: row.sessionId,
              })}
              onClick={onLeave}
            >
              <span className="figures">{row.appealNumber}</span>
              <span className="incident-member-text">{row.lastText ?? t('list.noWords')}</span>
              <span className="quiet">
                {outcome === undefined
                  ? t(`incident.status.${row.status}`)
                  : t(`incident.outcome.${outcome}`)}
              </span>
              <time className="quiet" dateTime={row.openedAt}>
                {time(row.openedAt)}
              </time>
            </Link>
            {canLead && (
              <IconButton
                icon={X}
                label={t('incident.remove', { appeal: row.appealNumber })}
                placement="left"
                onPress={() => void incidents.remove(incident.incidentId, row.sessionId)}
              />
            )}
          </li>
        ))}
      </ul>
      {hidden > 0 && <p className="quiet">{t('incident.hidden', { count: hidden })}</p>}
    </section>
  );
};
