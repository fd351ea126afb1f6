import sharp, { type Sharp } from 'sharp';
import { limits } from '../../../shared/limits.js';
import type { ImageType } from './media-type.js';

// Three decoders and no other, and those only from memory: a file of another kind does not even find a parser.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
});
sharp.cache(false);
sharp.concurrency(1);

export interface ReencodedImage {
  bytes: Buffer;
  width: number;
  height: number;
  /** JPEG on white. */
  thumbnail: Buffer;
}

/** The same kind of file again. `effort` for PNG would turn palette mode on: 7 × slower. */
const encoders: Record<ImageType, (image: Sharp) => Sharp> = {
  'image/jpeg': (image) => image.jpeg({ quality: 84 }),
  'image/png': (image) => image.png({ compressionLevel: 7, palette: false }),
  'image/webp': (image) => image.webp({ quality: 84, effort: 3 }),
};

/**
 * Draws the picture anew from its pixels: upright, at most `maxSidePx` wide and high, without metadata or anything
 * that stood around it. Throws where it cannot be decoded whole or has more than `maxPixels`.
 */
export const reencodeImage = async (input: Buffer, type: ImageType): Promise<ReencodedImage> => {
  const { maxPixels, maxSidePx, thumbnailSidePx } = limits.attachment;
  const source = sharp(input, { limitInputPixels: maxPixels, failOn: 'error', animated: false })
    .autoOrient()
    .resize(maxSidePx, maxSidePx, { fit: 'inside', withoutEnlargement: true });
  const { data, info } = await encoders[type](source).toBuffer({ resolveWithObject: true });
  const thumbnail = await sharp(data)
    .resize(thumbnailSidePx, thumbnailSidePx, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: 78 })
    .toBuffer();
  return { bytes: data, width: info.width, height: info.height, thumbnail };
};
