import { PhoneOutgoing } from 'lucide';
import { useState } from 'react';
import { Button } from '../../components/button.js';
import { Icon } from '../../components/icon.js';
import { PhoneNumber } from '../../components/phone-number.js';
import { useT, useTranslator } from '../../components/translation.js';
import { useLive } from '../../live/live-context.js';
import { formatPhone } from '../../../shared/domain/phone.js';
import { describeCallTime } from '../../../shared/i18n/call-time.js';
import { limits } from '../../../shared/limits.js';
import type { CallbackView, StaffSessionView } from '../../../shared/views/chat-session.js';

interface CallbackBannerProps {
  view: StaffSessionView;
  callback: CallbackView;
}

const of = limits.callback.attempts;

const BookedBanner = ({ callback }: Pick<CallbackBannerProps, 'callback'>) => {
  const { t, ...formats } = useTranslator();
  const { clock } = useLive();
  const { attempt, phone } = callback;
  const when = describeCallTime(formats, callback, clock.now());
  return (
    <p className="banner">
      <span>
        {t(attempt === 1 ? 'callback.booked' : 'callback.bookedAgain', { when, attempt, of })}{' '}
        {phone === undefined
          ? t('callback.noPhoneYet')
          : t('callback.phone', { phone: formatPhone(phone) })}
      </span>
    </p>
  );
};

/** The call is mine to make: where to, and what came of it. */
const CallToMake = ({ view, callback }: CallbackBannerProps) => {
  const t = useT();
  const { commands } = useLive();
  const [isAsking, setIsAsking] = useState(false);
  const { attempt, callbackId, phone } = callback;
  const report = async (isReached: boolean) => {
    setIsAsking(true);
    await commands.reportCallback({ sessionId: view.sessionId, callbackId, attempt, isReached });
    setIsAsking(false);
  };
  return (
    <section className="call-to-make" aria-label={t('callback.label')}>
      <p className="call-to-make-line">
        <Icon node={PhoneOutgoing} />
        <b>{t(phone === undefined ? 'callback.noPhone' : 'callback.call')}</b>
        {phone !== undefined && <PhoneNumber phone={phone} />}
        <span className="quiet">{t('callback.attempt', { attempt, of })}</span>
      </p>
      <div className="button-row">
        <Button tone="primary" isDisabled={isAsking} onPress={() => void report(true)}>
          {t('callback.reached')}
        </Button>
        {/* Who waits for a senior is not put off; the server refuses it too. */}
        <Button
          isDisabled={isAsking || view.escalation !== undefined}
          onPress={() => void report(false)}
        >
          {t('callback.missed')}
        </Button>
      </div>
      <p className="quiet">
        {phone === undefined && `${t('callback.hintNoPhone')} `}
        {t(attempt < of ? 'callback.hint' : 'callback.hintLast')}
      </p>
    </section>
  );
};

/** A call that is promised: when, where to, and whose it is once its time has come. */
export const CallbackBanner = ({
  view,
  callback,
  isMine,
}: CallbackBannerProps & { isMine: boolean }) => {
  const t = useT();
  const { attempt, isDue } = callback;
  if (!isDue) return <BookedBanner callback={callback} />;
  if (isMine) return <CallToMake view={view} callback={callback} />;
  // Said where it is taken from the queue.
  if (view.status === 'queued') return null;
  return <p className="banner">{t('callback.due', { attempt, of })}</p>;
};
