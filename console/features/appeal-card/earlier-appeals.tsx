import { Link } from 'wouter';
import { Skeleton } from '../../components/empty.js';
import { useT } from '../../components/translation.js';
import { useCitizenAppeals } from '../../live/queries.js';
import type { StaffSessionView } from '../../../shared/views/chat-session.js';
import { usePlace, writePlace } from '../shell/place.js';
import { AppealLine } from './appeal-line.js';

/** What the same citizen came with before, newest first. */
export const EarlierAppeals = ({ view }: { view: StaffSessionView }) => {
  const t = useT();
  const [place] = usePlace();
  const appeals = useCitizenAppeals(view.citizenId, view.status);
  const earlier = appeals.data?.filter((appeal) => appeal.appealId !== view.appealId) ?? [];
  return (
    <section className="card-section">
      <h3 className="section-title">
        {t('earlier.title')}
        {earlier.length > 0 && <span className="group-count">{earlier.length}</span>}
      </h3>
      {appeals.isPending && <Skeleton rows={2} label={t('common.loading')} />}
      {appeals.isError && <p className="quiet">{t('earlier.failed')}</p>}
      {appeals.isSuccess && earlier.length === 0 && <p className="quiet">{t('earlier.none')}</p>}
      <ul className="earlier">
        {earlier.map((appeal) => (
          <li key={appeal.appealId}>
            {appeal.sessionId === undefined ? (
              <AppealLine appeal={appeal} />
            ) : (
              <Link
                className="earlier-link"
                href={writePlace({ list: place.list, sessionId: appeal.sessionId })}
              >
                <AppealLine appeal={appeal} />
              </Link>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
};
