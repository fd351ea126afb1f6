import { readFile, writeFile } from 'node:fs/promises';
import { detectMediaType, isImage, type ImageType, type MediaType } from './media-type.js';
import { reencodeImage } from './reencode-image.js';

export interface InspectJob {
  /** A file of the spool. Results are written beside it. */
  path: string;
}

export type Inspection =
  | { outcome: 'document'; mediaType: Exclude<MediaType, ImageType> }
  | { outcome: 'image'; mediaType: ImageType; width: number; height: number }
  | { outcome: 'refused'; code: 'file_type_refused' | 'file_broken' | 'file_unreadable_image' };

export const imagePathOf = (path: string): string => `${path}.image`;
export const thumbnailPathOf = (path: string): string => `${path}.thumbnail`;

/** Looks at what a file really is and draws images anew. Runs in a process of its own, see `inspect-worker`. */
export const inspectFile = async ({ path }: InspectJob): Promise<Inspection> => {
  const bytes = await readFile(path);
  if (bytes.length === 0) return { outcome: 'refused', code: 'file_broken' };
  const mediaType = await detectMediaType(bytes).catch(() => null);
  if (mediaType === null) return { outcome: 'refused', code: 'file_type_refused' };
  if (!isImage(mediaType)) return { outcome: 'document', mediaType };
  try {
    const { bytes: drawn, width, height, thumbnail } = await reencodeImage(bytes, mediaType);
    await writeFile(imagePathOf(path), drawn);
    await writeFile(thumbnailPathOf(path), thumbnail);
    return { outcome: 'image', mediaType, width, height };
  } catch {
    return { outcome: 'refused', code: 'file_unreadable_image' };
  }
};
