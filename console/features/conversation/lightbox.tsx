import { Download, X } from 'lucide';
import { Dialog } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { IconButton } from '../../components/button.js';
import { Skeleton } from '../../components/empty.js';
import { useT } from '../../components/translation.js';
import type { AttachmentCard } from '../../../shared/domain/session-events.js';
import { useBlobUrl } from './use-blob-url.js';
import { useDownload } from './use-download.js';

/** An image as large as the window allows. */
export const Lightbox = ({ card, onClose }: { card: AttachmentCard; onClose: () => void }) => {
  const t = useT();
  const { url, isFailed } = useBlobUrl(card.attachmentId, 'file');
  const download = useDownload();
  return (
    <ModalOverlay
      className="backdrop"
      isDismissable
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Modal className="lightbox">
        <Dialog aria-label={card.name} className="lightbox-body">
          <header className="dialog-head">
            <h2 className="dialog-title">{card.name}</h2>
            <IconButton
              icon={Download}
              label={t('attachment.download', { name: card.name })}
              onPress={() => void download(card.attachmentId)}
            />
            <IconButton icon={X} label={t('common.close')} onPress={onClose} />
          </header>
          {url === null && !isFailed && <Skeleton rows={1} label={t('common.loading')} />}
          {isFailed && <p>{t('attachment.failed')}</p>}
          {url !== null && <img className="lightbox-image" src={url} alt={card.name} />}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
};
