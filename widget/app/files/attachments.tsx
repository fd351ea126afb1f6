import { Download, FileText, ImageOff } from 'lucide';
import { useState } from 'preact/hooks';
import type { AttachmentCard } from '../../../shared/domain/session-events.js';
import '../styles/files.css';
import { Icon } from '../components/icon.js';
import { t, texts } from '../texts.js';
import { useBusy } from '../use-busy.js';
import { useShell } from '../use-chat.js';
import { useFile } from './use-file.js';
import { Viewer } from './viewer.js';

const Picture = ({ card }: { card: AttachmentCard }) => {
  const url = useFile(card.attachmentId, 'thumbnail');
  const [isOpen, setOpen] = useState(false);
  // The place is kept before the picture comes, so that the log does not jump.
  const shape = { aspectRatio: `${String(card.width ?? 4)} / ${String(card.height ?? 3)}` };
  if (url === null)
    return (
      <p class="picture is-missing">
        <Icon node={ImageOff} />
        {t('file.unavailable')}
      </p>
    );
  return (
    <>
      <button
        type="button"
        class="picture"
        style={shape}
        aria-label={t('file.open', { name: card.name })}
        onClick={() => setOpen(true)}
      >
        {url !== undefined && <img src={url} alt={t('file.image', { name: card.name })} />}
      </button>
      {isOpen && <Viewer card={card} onClose={() => setOpen(false)} />}
    </>
  );
};

const Document = ({ card }: { card: AttachmentCard }) => {
  const shell = useShell();
  const [isAsking, run] = useBusy();
  const download = () => shell.download(`/api/attachments/${card.attachmentId}/ticket`);
  return (
    <button type="button" class="document" aria-disabled={isAsking} onClick={() => run(download)}>
      <Icon node={FileText} />
      <span class="hidden">{t('file.save')}</span>
      <span class="document-words">
        <span class="document-name">{card.name}</span>
        <span class="document-size">{texts.value.fileSize(card.bytes)}</span>
      </span>
      <Icon node={Download} />
    </button>
  );
};

/** The files of a message: pictures to look at, everything else to download. */
export const Attachments = ({ cards }: { cards: readonly AttachmentCard[] }) => (
  <div class="attachments">
    {cards.map((card) =>
      card.mediaType.startsWith('image/') ? (
        <Picture key={card.attachmentId} card={card} />
      ) : (
        <Document key={card.attachmentId} card={card} />
      ),
    )}
  </div>
);
