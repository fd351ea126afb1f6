import type { CitizenSessionView } from '../../../shared/views/chat-session.js';
import '../styles/cards.css';
import { t } from '../texts.js';
import { useBusy } from '../use-busy.js';
import { useChat } from '../use-chat.js';
import { Summary } from './summary.js';

/** The operator has finished: did it help? */
export const Confirmation = ({ session }: { session: CitizenSessionView }) => {
  const chat = useChat();
  const [isSending, run] = useBusy();
  const answer = (isSolved: boolean) =>
    run(() => chat.ask('closing:confirm', { sessionId: session.sessionId, isSolved }));
  return (
    <section class="card" aria-labelledby="confirmation">
      {session.closing && <Summary closing={session.closing} />}
      <h2 id="confirmation" class="card-heading">
        {t('closing.heading')}
      </h2>
      <div class="actions">
        <button
          type="button"
          class="button button-main"
          aria-disabled={isSending}
          onClick={() => answer(true)}
        >
          {t('closing.yes')}
        </button>
        <button
          type="button"
          class="button button-plain"
          aria-disabled={isSending}
          onClick={() => answer(false)}
        >
          {t('closing.no')}
        </button>
      </div>
    </section>
  );
};
