import { useEffect, useRef, useState } from 'preact/hooks';
import { Composer } from '../components/composer.js';
import { EscalationBar } from '../components/escalation-bar.js';
import { LinkBanner } from '../components/link-banner.js';
import { Log } from '../components/log.js';
import { Stations } from '../components/stations.js';
import { StatusBar } from '../components/status-bar.js';
import { keepFocus } from '../keep-focus.js';
import '../styles/talk.css';
import { t } from '../texts.js';
import { useChat, useNow } from '../use-chat.js';
import { DraftContext, useNewDraft } from '../use-draft.js';

/** True while files are dragged over: counted, because every child tells of its own coming and going. */
const useDropping = (onFiles: (files: File[]) => void) => {
  const [depth, setDepth] = useState(0);
  const isFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
  return {
    isDropping: depth > 0,
    handlers: {
      onDragEnter: (event: DragEvent) => {
        if (isFile(event)) setDepth((count) => count + 1);
      },
      onDragLeave: (event: DragEvent) => {
        if (isFile(event)) setDepth((count) => Math.max(0, count - 1));
      },
      onDragOver: (event: DragEvent) => {
        if (isFile(event)) event.preventDefault();
      },
      onDrop: (event: DragEvent) => {
        if (!isFile(event)) return;
        event.preventDefault();
        setDepth(0);
        onFiles([...(event.dataTransfer?.files ?? [])]);
      },
    },
  };
};

/** A talk that was closed long ago, or whose text is gone, is not written to any more. */
const useCanWrite = (): boolean => {
  const { events, session } = useChat();
  const now = useNow(60_000);
  if (session.value?.status !== 'closed') return true;
  if (events.value.some((event) => event.kind === 'recording.destroyed')) return false;
  const { reopensUntil } = session.value;
  return reopensUntil === undefined || now < Date.parse(reopensUntil);
};

export const Talk = () => {
  const chat = useChat();
  const draft = useNewDraft();
  const canWrite = useCanWrite();
  const { isDropping, handlers } = useDropping((files) => void draft.attach(files));
  const session = chat.session.value;
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => (root.current ? keepFocus(root.current) : undefined), []);
  return (
    <DraftContext.Provider value={draft}>
      <div ref={root} class="talk" {...(canWrite ? handlers : {})}>
        <LinkBanner />
        <Stations />
        <StatusBar />
        {session?.escalation && (
          <EscalationBar
            key={session.escalation.escalationId}
            sessionId={session.sessionId}
            escalation={session.escalation}
          />
        )}
        <Log />
        {canWrite && <Composer key={session?.sessionId} />}
        {isDropping && canWrite && <p class="dropping">{t('composer.drop')}</p>}
      </div>
    </DraftContext.Provider>
  );
};
