import { Download, FileText } from 'lucide';
import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Icon } from '../../components/icon.js';
import { useTranslator } from '../../components/translation.js';
import type { AttachmentCard } from '../../../shared/domain/session-events.js';
import { Lightbox } from './lightbox.js';
import { useDownload } from './use-download.js';
import { useBlobUrl } from './use-blob-url.js';

const isImage = (card: AttachmentCard): boolean => card.mediaType.startsWith('image/');

const Thumbnail = ({ card, onOpen }: { card: AttachmentCard; onOpen: () => void }) => {
  const { t } = useTranslator();
  const { url, isFailed } = useBlobUrl(card.attachmentId, 'thumbnail');
  const ratio = `${card.width ?? 4} / ${card.height ?? 3}`;
  return (
    <Button
      className="thumbnail"
      style={{ aspectRatio: ratio }}
      aria-label={t('attachment.open', { name: card.name })}
      onPress={onOpen}
    >
      {url !== null && <img src={url} alt="" />}
      {isFailed && <span className="thumbnail-failed">{t('attachment.failed')}</span>}
    </Button>
  );
};

const FileLine = ({ card }: { card: AttachmentCard }) => {
  const { t, fileSize } = useTranslator();
  const download = useDownload();
  return (
    <Button className="file-line" onPress={() => void download(card.attachmentId)}>
      <Icon node={FileText} size="medium" />
      <span className="only-heard">{t('attachment.save')} </span>
      <span className="file-name">{card.name}</span>
      <span className="file-size">{fileSize(card.bytes)}</span>
      <Icon node={Download} />
    </Button>
  );
};

/** The files of a message: images by their thumbnails, the rest as lines to save. */
export const AttachmentList = ({ attachments }: { attachments: readonly AttachmentCard[] }) => {
  const [opened, setOpened] = useState<AttachmentCard | null>(null);
  if (attachments.length === 0) return null;
  return (
    <ul className="attachments">
      {attachments.map((card) => (
        <li key={card.attachmentId}>
          {isImage(card) ? (
            <Thumbnail card={card} onOpen={() => setOpened(card)} />
          ) : (
            <FileLine card={card} />
          )}
        </li>
      ))}
      {opened && <Lightbox card={opened} onClose={() => setOpened(null)} />}
    </ul>
  );
};
