import { useState } from 'preact/hooks';
import type { CitizenSessionView } from '../../../shared/views/chat-session.js';
import { Dialog } from '../components/dialog.js';
import { t } from '../texts.js';
import { useChat } from '../use-chat.js';

/** Asks once more before the chat ends, and says what will become of the words. */
export const FinishDialog = (props: { session: CitizenSessionView; onClose: () => void }) => {
  const { session, onClose } = props;
  const chat = useChat();
  const [isAsking, setAsking] = useState(false);
  const finish = async () => {
    setAsking(true);
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
          disabled={isAsking}
          onClick={() => void finish()}
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
