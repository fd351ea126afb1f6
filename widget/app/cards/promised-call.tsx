import { limits } from '../../../shared/limits.js';
import { t } from '../texts.js';
import { useBusy } from '../use-busy.js';
import { useChat } from '../use-chat.js';
import type { WaitingProps } from './waiting.js';

export const CancelCall = ({ sessionId }: { sessionId: string }) => {
  const chat = useChat();
  const [isBusy, run] = useBusy();
  return (
    <button
      type="button"
      class="button button-quiet"
      aria-disabled={isBusy}
      onClick={() => run(() => chat.ask('callback:cancel', { sessionId }))}
    >
      {t('callback.cancel')}
    </button>
  );
};

/** The call that is promised. While somebody answers in the chat there is nothing to press. */
export const PromisedCall = ({ session, step, when, onBooking }: WaitingProps) => {
  const { callback, sessionId, status } = session;
  if (!callback) return null;
  const { attempt, isDue, phone } = callback;
  const canChange = step === 'call';
  const facts = [
    attempt > 1 && t('callback.attempt', { attempt, of: limits.callback.attempts }),
    phone !== undefined && t('callback.to', { phone }),
    phone === undefined && isDue && t('callback.due_no_phone'),
    canChange && status === 'waiting_citizen' && t('callback.cancel_more'),
  ].filter((fact) => fact !== false);
  return (
    <>
      <h2 id="waiting" class="card-heading">
        {isDue ? t('callback.due') : t('callback.heading', { when })}
      </h2>
      {facts.length > 0 && <p class="hint">{facts.join(' ')}</p>}
      {status !== 'active' && (
        <div class="actions">
          {canChange && (
            <button type="button" class="button button-plain" onClick={() => onBooking(true)}>
              {t('callback.change')}
            </button>
          )}
          <CancelCall sessionId={sessionId} />
        </div>
      )}
    </>
  );
};
