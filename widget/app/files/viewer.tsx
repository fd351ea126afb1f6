import { Download } from 'lucide';
import type { AttachmentCard } from '../../../shared/domain/session-events.js';
import { Dialog } from '../components/dialog.js';
import { Icon } from '../components/icon.js';
import { t } from '../texts.js';
import { useShell } from '../use-chat.js';
import { useFile } from './use-file.js';

/** One picture as large as the chat, and a way to keep it. */
export const Viewer = ({ card, onClose }: { card: AttachmentCard; onClose: () => void }) => {
  const shell = useShell();
  const url = useFile(card.attachmentId, 'file');
  const download = () => void shell.download(`/api/attachments/${card.attachmentId}/ticket`);
  return (
    <Dialog label={t('file.viewer')} isWide onClose={onClose}>
      <p class="viewer-name">{card.name}</p>
      {url !== null && url !== undefined && (
        <img class="viewer-picture" src={url} alt={t('file.image', { name: card.name })} />
      )}
      {url === null && <p>{t('file.unavailable')}</p>}
      <button
        type="button"
        class="button button-plain"
        aria-label={t('file.download', { name: card.name })}
        onClick={download}
      >
        <Icon node={Download} isSmall />
        {t('file.save')}
      </button>
    </Dialog>
  );
};
