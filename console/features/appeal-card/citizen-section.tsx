import { IdCard } from 'lucide';
import { Button } from '../../components/button.js';
import { PhoneNumber } from '../../components/phone-number.js';
import { useT, useTranslator } from '../../components/translation.js';
import { useLive } from '../../live/live-context.js';
import { identitySteps } from '../../../shared/domain/states.js';
import { describeCallTime } from '../../../shared/i18n/call-time.js';
import { limits } from '../../../shared/limits.js';
import type { CallbackView, StaffSessionView } from '../../../shared/views/chat-session.js';

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

/** The call that is promised: when, which attempt, and where to. */
const CallFacts = ({ callback }: { callback: CallbackView }) => {
  const { t, ...formats } = useTranslator();
  const { clock } = useLive();
  const { attempt, isDue, phone } = callback;
  const when = isDue ? t('card.callDue') : describeCallTime(formats, callback, clock.now());
  return (
    <>
      <div className="fact">
        <dt>{t('card.call')}</dt>
        <dd>
          {when}, {t('callback.attempt', { attempt, of: limits.callback.attempts })}
        </dd>
      </div>
      <div className="fact">
        <dt>{t('card.phone')}</dt>
        <dd>{phone === undefined ? t('citizen.noContact') : <PhoneNumber phone={phone} />}</dd>
      </div>
    </>
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
        {view.callback && <CallFacts callback={view.callback} />}
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
