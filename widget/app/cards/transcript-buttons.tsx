import { Download } from 'lucide';
import { Icon } from '../components/icon.js';
import '../styles/cards.css';
import { t, texts } from '../texts.js';
import { useBusy } from '../use-busy.js';
import { useShell } from '../use-chat.js';

const formats = ['pdf', 'txt'] as const;

/** «Скачать переписку», as a document or as plain text. */
export const TranscriptButtons = ({ sessionId }: { sessionId: string }) => {
  const shell = useShell();
  const [isPreparing, run] = useBusy();
  const download = (format: (typeof formats)[number]) => {
    const path = `/api/citizen/sessions/${sessionId}/transcript-ticket`;
    return shell.download(path, { format, locale: texts.peek().locale });
  };
  return (
    <div class="transcript">
      <p class="transcript-label" role="status">
        {t(isPreparing ? 'closing.preparing' : 'closing.download')}
      </p>
      {formats.map((format) => (
        <button
          key={format}
          type="button"
          class="button button-plain"
          aria-disabled={isPreparing}
          aria-label={`${t('closing.download')}: ${t(`closing.download_${format}`)}`}
          onClick={() => run(() => download(format))}
        >
          <Icon node={Download} isSmall />
          {t(`closing.download_${format}`)}
        </button>
      ))}
    </div>
  );
};
