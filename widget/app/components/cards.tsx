import { useLayoutEffect, useState } from 'preact/hooks';
import { describeCallTime } from '../../../shared/i18n/call-time.js';
import { texts } from '../texts.js';
import { useChat, useNow } from '../use-chat.js';
import { findWaitStep } from '../wait-step.js';
import { lazy } from './lazy.js';

const Waiting = lazy(async () => (await import('../cards/waiting.js')).Waiting);
const DetailsForm = lazy(async () => (await import('../cards/details-form.js')).DetailsForm);
const IdentityRequest = lazy(
  async () => (await import('../cards/identity-request.js')).IdentityRequest,
);
const Confirmation = lazy(async () => (await import('../cards/confirmation.js')).Confirmation);
const Closed = lazy(async () => (await import('../cards/closed.js')).Closed);

/** What the chat asks of the citizen now, at the end of the log. Each card is fetched when it is first needed. */
export const Cards = () => {
  const session = useChat().session.value;
  const nowMs = useNow(60_000);
  const [skipped, setSkipped] = useState('');
  // The form is asked for in view of one call, or of none: once that has changed, it is closed.
  const [booking, setBooking] = useState('');
  const call = `${session?.sessionId ?? ''} ${session?.callback?.callbackId ?? ''}`;
  const step = session && findWaitStep(session, booking === call);
  useLayoutEffect(() => {
    if (step !== 'booking') setBooking('');
  }, [step]);
  if (!session) return null;
  const { callback, sessionId, status } = session;
  if (status === 'closed') return <Closed session={session} />;
  const asksDetails = status === 'queued' && !session.hasDetails && skipped !== sessionId;
  return (
    // Two cards are read from the first of them.
    <div data-hold={(asksDetails && step !== null && step !== 'booking') || undefined}>
      {step && (
        <Waiting
          session={session}
          step={step}
          when={callback ? describeCallTime(texts.value, callback, nowMs) : ''}
          onBooking={(isBooking) => setBooking(isBooking ? call : '')}
        />
      )}
      {asksDetails && step !== 'booking' && (
        <DetailsForm sessionId={sessionId} onSkip={() => setSkipped(sessionId)} />
      )}
      {session.isIdentityRequested && <IdentityRequest session={session} />}
      {status === 'awaiting_confirmation' && <Confirmation session={session} />}
    </div>
  );
};
