import { useState } from 'react';
import { Button } from '../../components/button.js';
import { Field } from '../../components/field.js';
import { useT } from '../../components/translation.js';
import { useLive } from '../../live/live-context.js';
import { useKeptWords } from '../../live/use-kept-words.js';
import { limits } from '../../../shared/limits.js';
import type { StaffSessionView } from '../../../shared/views/chat-session.js';

interface HandOverFormProps {
  view: StaffSessionView;
  /** The senior has not come yet. */
  isAhead?: boolean;
}

/** What a senior needs to know, from whom they take over. Only staff read it. */
export const HandOverForm = ({ view, isAhead = false }: HandOverFormProps) => {
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
        label={
          isAhead ? t('handOver.aheadTitle') : t('handOver.title', { name: view.owner?.name ?? '' })
        }
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

/** The summary may be written while the senior is awaited: then it stands in what they are asked with. */
export const HandOverAhead = ({ view }: { view: StaffSessionView }) => {
  const t = useT();
  const [isOpen, setIsOpen] = useState(false);
  if (view.isHandOverReady === true) return <p className="banner">{t('handOver.ready')}</p>;
  if (isOpen) return <HandOverForm view={view} isAhead />;
  return (
    <p className="banner">
      <span>{t('handOver.ahead')}</span>
      <Button size="compact" onPress={() => setIsOpen(true)}>
        {t('handOver.write')}
      </Button>
    </p>
  );
};
