import { fileTypeFromBuffer } from 'file-type';
import type { AttachmentCard } from '../../../shared/domain/session-events.js';

export type MediaType = AttachmentCard['mediaType'];
export type ImageType = 'image/jpeg' | 'image/png' | 'image/webp';

/** A file's own bytes, or the small picture of it. */
export type FilePart = 'file' | 'thumbnail';
export const fileParts: readonly FilePart[] = ['file', 'thumbnail'];

interface MediaRule {
  /** What a name of this type may end in; the first is given where it ends in something else. */
  extensions: readonly [string, ...string[]];
  /** What the file is served as. */
  contentType: string;
}

/** The only types that exist here. A browser is told our own word for each, never the sender's. */
export const mediaRules: Record<MediaType, MediaRule> = {
  'image/jpeg': { extensions: ['jpg', 'jpeg', 'jpe', 'jfif'], contentType: 'image/jpeg' },
  'image/png': { extensions: ['png'], contentType: 'image/png' },
  'image/webp': { extensions: ['webp'], contentType: 'image/webp' },
  'application/pdf': { extensions: ['pdf'], contentType: 'application/pdf' },
  'text/plain': {
    extensions: ['txt', 'text', 'log', 'md'],
    contentType: 'text/plain; charset=utf-8',
  },
};

export const isImage = (mediaType: MediaType): mediaType is ImageType =>
  mediaType.startsWith('image/');

const isMediaType = (value: string): value is MediaType => Object.hasOwn(mediaRules, value);

// Anything below space but tab, line feed, form feed and carriage return; delete; the C1 block.
const controls = /[\u0000-\u0008\u000B\u000E-\u001F\u007F-\u009F]/;
/** A file that opens with a tag is a page or a drawing, whatever it is called. */
const markup = /^\uFEFF?\s*<\s*[a-z!?/]/i;

/** Whether the bytes are words a person wrote: whole UTF-8 without control characters and without markup. */
export const isPlainText = (bytes: Uint8Array): boolean => {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return !controls.test(text) && !markup.test(text);
  } catch {
    return false;
  }
};

/** What the bytes are, whatever the sender calls them; null for everything that is refused. */
export const detectMediaType = async (bytes: Uint8Array): Promise<MediaType | null> => {
  const detected = await fileTypeFromBuffer(bytes);
  if (detected) return isMediaType(detected.mime) ? detected.mime : null;
  return isPlainText(bytes) ? 'text/plain' : null;
};
