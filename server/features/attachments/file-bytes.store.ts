import mongoose, { type Connection } from 'mongoose';
import { fileParts, type FilePart } from './media-type.js';
import { open, seal, type Sealed, type SealingKey } from '../../storage/encryption/sealed.js';

const { GridFSBucket, ObjectId } = mongoose.mongo;

/** Larger than the driver's 255 KB: every chunk is one journalled write. */
const chunkSizeBytes = 1024 * 1024;

const bucketNames: Record<FilePart, string> = {
  file: 'attachmentFiles',
  thumbnail: 'attachmentThumbnails',
};
const aadOf = (attachmentId: string, part: FilePart) => `attachments:${attachmentId}:${part}`;

/** Bytes of files in GridFS, sealed with the appeal's key on the way in and opened on the way out. */
export interface FileBytesStore {
  ensureIndexes(): Promise<void>;
  put(key: SealingKey, attachmentId: string, part: FilePart, bytes: Buffer): Promise<void>;
  /** Null where there is no such file. Throws where the key or the bytes are not the right ones. */
  find(key: SealingKey, attachmentId: string, part: FilePart): Promise<Buffer | null>;
  /** Removes every part; harmless where some or all are gone. */
  remove(attachmentId: string): Promise<void>;
}

export const createFileBytesStore = (connection: Connection): FileBytesStore => {
  const { db } = connection;
  if (!db) throw new Error('Connect to the database first.');
  const buckets = Object.fromEntries(
    fileParts.map((part) => [
      part,
      new GridFSBucket(db, { bucketName: bucketNames[part], chunkSizeBytes }),
    ]),
  ) as Record<FilePart, InstanceType<typeof GridFSBucket>>;

  return {
    async ensureIndexes() {
      for (const name of Object.values(bucketNames)) {
        await db.collection(`${name}.files`).createIndex({ filename: 1, uploadDate: 1 }, {}, {});
        await db
          .collection(`${name}.chunks`)
          .createIndex({ files_id: 1, n: 1 }, { unique: true }, {});
      }
    },

    async put(key, attachmentId, part, bytes) {
      const { data, ...metadata } = seal(key, bytes, aadOf(attachmentId, part));
      const upload = buckets[part].openUploadStreamWithId(new ObjectId(attachmentId), part, {
        metadata,
      });
      await new Promise<void>((resolve, reject) => {
        upload.once('finish', resolve).once('error', reject);
        upload.end(data);
      });
    },

    async find(key, attachmentId, part) {
      const _id = new ObjectId(attachmentId);
      const [stored] = await buckets[part].find({ _id }).toArray();
      if (!stored) return null;
      const data = Buffer.concat(await buckets[part].openDownloadStream(_id).toArray());
      const sealed = { ...stored.metadata, data } as Sealed;
      return open(key, sealed, aadOf(attachmentId, part));
    },

    async remove(attachmentId) {
      const _id = new ObjectId(attachmentId);
      for (const part of fileParts) {
        const name = bucketNames[part];
        // Chunks first: what is left after a crash is still found by its entry and by the metadata.
        await db.collection(`${name}.chunks`).deleteMany({ files_id: _id });
        await db.collection(`${name}.files`).deleteOne({ _id });
      }
    },
  };
};
