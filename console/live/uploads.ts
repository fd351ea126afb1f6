import { createStore, type StoreApi } from 'zustand/vanilla';
import { limits } from '../../shared/limits.js';
import type { AttachmentCard } from '../../shared/domain/session-events.js';
import { HttpProblem, type StaffHttp } from './staff-http.js';
import type { ProblemCode } from '../../shared/protocol/passing.js';

/** A file on its way to the message that is being written. */
export interface UploadingFile {
  id: string;
  name: string;
  bytes: number;
  /** Share sent, 0…1. */
  progress: number;
  card?: AttachmentCard;
  code?: ProblemCode | 'too_many';
}

/** The message being written in one session: its id, made with its first file, and its files. */
interface Batch {
  clientMessageId: string;
  files: readonly UploadingFile[];
}

/**
 * Files of the messages being written, by session: looking at another chat meanwhile loses none. All of one message
 * carry its `clientMessageId`, so that the server knows what they belong to before it is sent.
 */
export interface Uploads {
  store: StoreApi<Readonly<Record<string, Batch>>>;
  add(sessionId: string, chosen: readonly File[]): void;
  remove(sessionId: string, fileId: string): void;
  /** The id and files of the message being sent; what is written next gets new ones. */
  take(sessionId: string): { clientMessageId: string; attachments: AttachmentCard[] };
  close(): void;
}

const problemOf = (file: File, index: number, room: number): UploadingFile['code'] => {
  if (index >= room) return 'too_many';
  return file.size > limits.attachment.maxBytes ? 'file_too_large' : undefined;
};

export const createUploads = (http: StaffHttp): Uploads => {
  const store: Uploads['store'] = createStore(() => ({}));
  const aborts = new Map<string, AbortController>();

  const read = (sessionId: string): Batch =>
    store.getState()[sessionId] ?? { clientMessageId: crypto.randomUUID(), files: [] };
  const write = (sessionId: string, batch: Batch) => store.setState({ [sessionId]: batch });
  const change = (
    sessionId: string,
    edit: (files: readonly UploadingFile[]) => readonly UploadingFile[],
  ) => {
    const batch = read(sessionId);
    write(sessionId, { ...batch, files: edit(batch.files) });
  };
  const patch = (sessionId: string, id: string, part: Partial<UploadingFile>) =>
    change(sessionId, (files) =>
      files.map((file) => (file.id === id ? { ...file, ...part } : file)),
    );

  const start = async (sessionId: string, id: string, file: File) => {
    const abort = new AbortController();
    aborts.set(id, abort);
    try {
      const card = await http.upload({
        ...{ sessionId, clientMessageId: read(sessionId).clientMessageId, file },
        signal: abort.signal,
        onProgress: (progress) => patch(sessionId, id, { progress }),
      });
      patch(sessionId, id, { card, progress: 1 });
    } catch (error) {
      const code = error instanceof HttpProblem ? error.code : 'internal';
      patch(sessionId, id, { code });
    }
    aborts.delete(id);
  };

  return {
    store,
    add(sessionId, chosen) {
      const { files } = read(sessionId);
      const room = limits.message.maxAttachments - files.filter((file) => !file.code).length;
      const added = chosen.map((file, index) => {
        const code = problemOf(file, index, room);
        const about = { id: crypto.randomUUID(), name: file.name, bytes: file.size, progress: 0 };
        return { file, shown: code === undefined ? about : { ...about, code } };
      });
      change(sessionId, (known) => [...known, ...added.map(({ shown }) => shown)]);
      for (const { file, shown } of added) {
        if (!('code' in shown)) void start(sessionId, shown.id, file);
      }
    },
    remove(sessionId, fileId) {
      aborts.get(fileId)?.abort();
      change(sessionId, (files) => files.filter((file) => file.id !== fileId));
    },
    take(sessionId) {
      const { clientMessageId, files } = read(sessionId);
      write(sessionId, { clientMessageId: crypto.randomUUID(), files: [] });
      return { clientMessageId, attachments: files.flatMap(({ card }) => card ?? []) };
    },
    close() {
      for (const abort of aborts.values()) abort.abort();
    },
  };
};
