import { useState } from 'preact/hooks';
import { useChat } from '../use-chat.js';
import { lazy } from './lazy.js';

const DetailsForm = lazy(async () => (await import('../cards/details-form.js')).DetailsForm);
const IdentityRequest = lazy(
  async () => (await import('../cards/identity-request.js')).IdentityRequest,
);
const Confirmation = lazy(async () => (await import('../cards/confirmation.js')).Confirmation);
const Closed = lazy(async () => (await import('../cards/closed.js')).Closed);

/** What the chat asks of the citizen now, at the end of the log. Each card is fetched when it is first needed. */
export const Cards = () => {
  const session = useChat().session.value;
  const [skipped, setSkipped] = useState('');
  if (!session) return null;
  const { sessionId, status } = session;
  if (status === 'closed') return <Closed session={session} />;
  return (
    <>
      {status === 'queued' && !session.hasDetails && skipped !== sessionId && (
        <DetailsForm sessionId={sessionId} onSkip={() => setSkipped(sessionId)} />
      )}
      {session.isIdentityRequested && <IdentityRequest session={session} />}
      {status === 'awaiting_confirmation' && <Confirmation session={session} />}
    </>
  );
};
