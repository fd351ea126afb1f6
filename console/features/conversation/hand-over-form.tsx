import { useState } from 'react';
import { Button } from '../../components/button.js';
import { Field } from '../../components/field.js';
import { useT } from '../../components/translation.js';
import { useLive } from '../../live/live-context.js';
import { useKeptWords } from '../../live/use-kept-words.js';
import { limits } from '../../../shared/limits.js';
import type { StaffSessionView } from '../../../shared/views/chat-session.js';

/** The senior has come; what they need to know, from whom they take over. Only staff read it. */
export const HandOverForm = ({ view }: { view: StaffSessionView }) => {
  const t = useT();
  const { commands } = useLive();
  const [summary, setSummary] = useKeptWords(view.sessionId, 'hand-over');
  const [isSending, setIsSending] = useState(false);
  const send = async () => {
    setIsSending(true);
    const isDone = await commands.handOver(view.sessionId, summary.trim());
    setIsSending(false);
    if (isDone) setSummary('');
  };
  return (
    <form
      className="hand-over"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Field
        label={t('handOver.title', { name: view.owner?.name ?? '' })}
        hint={t('handOver.hint')}
        rows={3}
        value={summary}
        onChange={setSummary}
        maxLength={limits.closing.maxSummaryLength}
      />
      <Button type="submit" tone="primary" isDisabled={isSending || summary.trim() === ''}>
        {t('handOver.send')}
      </Button>
    </form>
  );
};
