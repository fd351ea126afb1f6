import { Countdown, Drain } from '../../components/countdown.js';
import { useTranslator } from '../../components/translation.js';
import type { EscalationView } from '../../../shared/views/chat-session.js';

/** The window in which a senior comes: the line draining, and the same in words. */
export const EscalationBar = ({ escalation }: { escalation: EscalationView }) => {
  const { t, time } = useTranslator();
  const totalMs = Date.parse(escalation.deadlineAt) - Date.parse(escalation.openedAt);
  return (
    <section className="escalation-bar" aria-label={t('escalation.label')}>
      <Drain endsAt={escalation.deadlineAt} totalMs={totalMs} direction="row" tone="escalation" />
      <p>
        <b>{t('escalation.promise', { time: time(escalation.deadlineAt) })}</b>{' '}
        {t(`escalation.step.${escalation.step}`)}
      </p>
      <Countdown endsAt={escalation.deadlineAt} totalMs={totalMs} label={t('escalation.label')} />
    </section>
  );
};
