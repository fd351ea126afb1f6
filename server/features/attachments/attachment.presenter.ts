import { createHmac, hkdfSync } from 'node:crypto';
import type { AttachmentCard } from '../../../shared/domain/session-events.js';
import { open, seal, type Sealed, type SealingKey } from '../../storage/encryption/sealed.js';
import type { Attachment } from './attachment.model.js';
import { isImage } from './media-type.js';

const nameAad = (attachmentId: string) => `attachments:${attachmentId}:name`;

export const sealName = (key: SealingKey, attachmentId: string, name: string): Sealed =>
  seal(key, Buffer.from(name), nameAad(attachmentId));

/** The name under which a file was sent, cleaned. */
export const nameOf = (key: SealingKey, attachment: Attachment): string =>
  open(key, attachment.name, nameAad(attachment._id)).toString('utf8');

/** Keyed, so that nobody without the appeal's key can ask the database whether a known file was sent. */
export const digestOf = (key: SealingKey, name: string, bytes: Buffer): string =>
  createHmac('sha256', Buffer.from(hkdfSync('sha256', key.bytes, '', 'attachment-digest', 32)))
    .update(JSON.stringify(name))
    .update(bytes)
    .digest('base64');

/** What a message carries about its file. */
export const presentCard = (attachment: Attachment, key: SealingKey): AttachmentCard => {
  const { _id, mediaType, bytes, width, height } = attachment;
  return {
    attachmentId: _id,
    name: nameOf(key, attachment),
    mediaType,
    bytes,
    ...(isImage(mediaType) && width !== undefined && height !== undefined ? { width, height } : {}),
  };
};
