import type { CitizenSessionView } from '../../../shared/views/chat-session.js';
import { Dialog } from '../components/dialog.js';
import { t } from '../texts.js';
import { useBusy } from '../use-busy.js';
import { useChat } from '../use-chat.js';

/** Asks once more before the chat ends, and says what will become of the words. */
export const FinishDialog = (props: { session: CitizenSessionView; onClose: () => void }) => {
  const { session, onClose } = props;
  const chat = useChat();
  const [isAsking, run] = useBusy();
  const finish = async () => {
    await chat.ask('session:close', { sessionId: session.sessionId });
    onClose();
  };
  return (
    <Dialog label={t('finish.heading')} onClose={onClose}>
      <h2 class="heading">{t('finish.heading')}</h2>
      <p>{t(session.isRecorded ? 'finish.lead' : 'finish.lead_unrecorded')}</p>
      {session.escalation && <p>{t('finish.lead_escalation')}</p>}
      <div class="actions">
        <button
          type="button"
          class="button button-main"
          aria-disabled={isAsking}
          onClick={() => run(finish)}
        >
          {t('finish.confirm')}
        </button>
        <button type="button" class="button button-plain" onClick={onClose}>
          {t('finish.stay')}
        </button>
      </div>
    </Dialog>
  );
};
