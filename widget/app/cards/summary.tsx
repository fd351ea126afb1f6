import type { ClosingView } from '../../../shared/views/chat-session.js';
import { RichText } from '../components/rich-text.js';
import { t, texts } from '../texts.js';
import { useShell } from '../use-chat.js';

/** How it ended: the outcome, the operator's summary, who goes on with it and until when. */
export const Summary = ({ closing }: { closing: ClosingView }) => {
  const { clock } = useShell();
  return (
    <div class="summary">
      <p class="summary-outcome">{t(`closing.outcome.${closing.outcome}`)}</p>
      {closing.summary !== undefined && <RichText text={closing.summary} />}
      {closing.dueAt !== undefined && (
        <p>{t('closing.due', { day: texts.value.day(closing.dueAt, clock.now()) })}</p>
      )}
      {closing.responsibleName !== undefined && (
        <p>{t('closing.responsible', { name: closing.responsibleName })}</p>
      )}
    </div>
  );
};
