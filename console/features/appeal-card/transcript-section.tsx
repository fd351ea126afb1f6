import { Download } from 'lucide';
import { useState } from 'react';
import { Button } from '../../components/button.js';
import { useT } from '../../components/translation.js';
import { useLive } from '../../live/live-context.js';
import { HttpProblem, type TranscriptFormat } from '../../live/staff-http.js';
import type { StaffSessionView } from '../../../shared/views/chat-session.js';

const saveBlob = (blob: Blob, name: string): void => {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
};

/** The whole talk as a file. */
export const TranscriptSection = ({ view }: { view: StaffSessionView }) => {
  const t = useT();
  const { http, notices } = useLive();
  const [isFetching, setIsFetching] = useState(false);
  const fetchAs = async (format: TranscriptFormat) => {
    setIsFetching(true);
    try {
      const blob = await http.fetchTranscript(view.sessionId, format);
      saveBlob(blob, `${view.appealNumber}.${format}`);
    } catch (error) {
      notices.tellProblem(error instanceof HttpProblem ? error.code : 'internal');
    }
    setIsFetching(false);
  };
  return (
    <section className="card-section">
      <h3 className="section-title">{t('transcript.title')}</h3>
      <div className="button-row">
        {(['pdf', 'txt'] as const).map((format) => (
          <Button
            key={format}
            size="compact"
            icon={Download}
            isDisabled={isFetching}
            onPress={() => void fetchAs(format)}
          >
            {t(`transcript.${format}`)}
          </Button>
        ))}
      </div>
    </section>
  );
};
