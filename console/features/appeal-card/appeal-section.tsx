import { CopyButton } from '../../components/copy-button.js';
import { useTranslator } from '../../components/translation.js';
import { useLive } from '../../live/live-context.js';
import { useCitizenAppeals, usePools } from '../../live/queries.js';
import type { StaffSessionView } from '../../../shared/views/chat-session.js';

/** Number, state and dates of the appeal this chat belongs to. */
export const AppealSection = ({ view }: { view: StaffSessionView }) => {
  const { t, moment } = useTranslator();
  const { clock } = useLive();
  const pools = usePools();
  const appeals = useCitizenAppeals(view.citizenId, view.status);
  const appeal = appeals.data?.find((known) => known.appealId === view.appealId);
  const pool = pools.find((known) => known.poolId === view.poolId)?.title;
  const now = clock.now();
  return (
    <section className="card-section">
      <p className="card-number">
        <span className="figures">{view.appealNumber}</span>
        <CopyButton text={view.appealNumber} label={t('card.copy')} />
        {view.priority !== 'normal' && (
          <span className={`priority is-${view.priority}`}>{t(`priority.${view.priority}`)}</span>
        )}
      </p>
      <dl className="facts">
        {appeal && (
          <div className="fact">
            <dt>{t('card.status')}</dt>
            <dd>{t(`appealStatus.${appeal.status}`)}</dd>
          </div>
        )}
        <div className="fact">
          <dt>{t('card.opened')}</dt>
          <dd>{moment(view.openedAt, now)}</dd>
        </div>
        {appeal && (
          <div className="fact">
            <dt>{t('card.due')}</dt>
            <dd>{moment(appeal.dueAt, now)}</dd>
          </div>
        )}
        {pool !== undefined && (
          <div className="fact">
            <dt>{t('card.pool')}</dt>
            <dd>{pool}</dd>
          </div>
        )}
        {view.repeatOf !== undefined && (
          <div className="fact">
            <dt>{t('card.repeatOf')}</dt>
            <dd className="figures">{view.repeatOf}</dd>
          </div>
        )}
        {view.owner && (
          <div className="fact">
            <dt>{t('card.owner')}</dt>
            <dd>{view.owner.name}</dd>
          </div>
        )}
        {view.rating !== undefined && (
          <div className="fact">
            <dt>{t('card.rating')}</dt>
            <dd>{t('card.ratingValue', { score: view.rating })}</dd>
          </div>
        )}
      </dl>
    </section>
  );
};
