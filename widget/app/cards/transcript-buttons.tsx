import { Download } from 'lucide';
import { useState } from 'preact/hooks';
import { Icon } from '../components/icon.js';
import '../styles/cards.css';
import { t, texts } from '../texts.js';
import { useShell } from '../use-chat.js';

const formats = ['pdf', 'txt'] as const;

/** «Скачать переписку», as a document or as plain text. */
export const TranscriptButtons = ({ sessionId }: { sessionId: string }) => {
  const shell = useShell();
  const [isPreparing, setPreparing] = useState(false);
  const download = async (format: (typeof formats)[number]) => {
    setPreparing(true);
    const path = `/api/citizen/sessions/${sessionId}/transcript-ticket`;
    await shell.download(path, { format, locale: texts.peek().locale });
    setPreparing(false);
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
          disabled={isPreparing}
          aria-label={`${t('closing.download')}: ${t(`closing.download_${format}`)}`}
          onClick={() => void download(format)}
        >
          <Icon node={Download} isSmall />
          {t(`closing.download_${format}`)}
        </button>
      ))}
    </div>
  );
};
