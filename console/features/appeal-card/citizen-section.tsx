import { IdCard } from 'lucide';
import { Button } from '../../components/button.js';
import { useT } from '../../components/translation.js';
import { useLive } from '../../live/live-context.js';
import { identitySteps } from '../../../shared/domain/states.js';
import type { StaffSessionView } from '../../../shared/views/chat-session.js';

/** How sure we are who writes: four steps, the reached ones filled. */
const IdentityLadder = ({ view }: { view: StaffSessionView }) => {
  const t = useT();
  const reached = identitySteps.indexOf(view.identityStep);
  return (
    <ol className="ladder" aria-label={t('identity.label')}>
      {identitySteps.map((step, index) => (
        <li
          key={step}
          className={index <= reached ? 'is-reached' : ''}
          aria-current={index === reached ? 'step' : undefined}
        >
          <span className="station-ring" />
          {t(`identity.step.${step}`)}
        </li>
      ))}
    </ol>
  );
};

/** Who writes, how to reach them, and asking for a document. */
export const CitizenSection = ({ view, canAsk }: { view: StaffSessionView; canAsk: boolean }) => {
  const t = useT();
  const { commands } = useLive();
  const isMatched = view.identityStep === 'documents';
  return (
    <section className="card-section">
      <h3 className="section-title">{t('citizen.title')}</h3>
      <dl className="facts">
        <div className="fact">
          <dt>{t('citizen.name')}</dt>
          <dd>{view.citizenName ?? t('citizen.unnamed')}</dd>
        </div>
        <div className="fact">
          <dt>{t('citizen.contact')}</dt>
          <dd>{view.contact ?? t('citizen.noContact')}</dd>
        </div>
        <div className="fact">
          <dt>{t('citizen.channel')}</dt>
          <dd>{t(`channel.${view.channel}`)}</dd>
        </div>
      </dl>
      <IdentityLadder view={view} />
      {canAsk && !isMatched && (
        <Button
          icon={IdCard}
          size="compact"
          isDisabled={view.isIdentityRequested}
          onPress={() => void commands.requestIdentity(view.sessionId)}
        >
          {t(view.isIdentityRequested ? 'identity.asked' : 'identity.ask')}
        </Button>
      )}
    </section>
  );
};
