import { useCallback, useEffect, useRef, useState } from 'react';
import { limits } from '../../../shared/limits.js';
import type { AttachmentCard } from '../../../shared/domain/session-events.js';
import { useLive } from '../../live/live-context.js';
import { HttpProblem } from '../../live/staff-http.js';
import type { ProblemCode } from '../../live/staff-link.js';

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

/**
 * Files of the message that is being written. All carry its `clientMessageId`, made with the first of them, so that the
 * server knows what they belong to before it is sent.
 */
export const useUploads = (sessionId: string) => {
  const { http } = useLive();
  const [files, setFiles] = useState<readonly UploadingFile[]>([]);
  const messageId = useRef(crypto.randomUUID());
  const aborts = useRef(new Map<string, AbortController>());

  const patch = useCallback(
    (id: string, part: Partial<UploadingFile>) =>
      setFiles((known) => known.map((file) => (file.id === id ? { ...file, ...part } : file))),
    [],
  );
  useEffect(() => {
    const running = aborts.current;
    return () => {
      for (const abort of running.values()) abort.abort();
    };
  }, []);

  const start = async (id: string, file: File) => {
    const abort = new AbortController();
    aborts.current.set(id, abort);
    try {
      const card = await http.upload({
        sessionId,
        clientMessageId: messageId.current,
        file,
        signal: abort.signal,
        onProgress: (progress) => patch(id, { progress }),
      });
      patch(id, { card, progress: 1 });
    } catch (error) {
      patch(id, { code: error instanceof HttpProblem ? error.code : 'internal' });
    }
    aborts.current.delete(id);
  };

  return {
    files,
    isBusy: files.some((file) => file.card === undefined && file.code === undefined),
    add(chosen: readonly File[]) {
      const room = limits.message.maxAttachments - files.filter((file) => !file.code).length;
      const added = chosen.map<UploadingFile & { file: File }>((file, index) => ({
        id: crypto.randomUUID(),
        file,
        name: file.name,
        bytes: file.size,
        progress: 0,
        ...(index >= room
          ? { code: 'too_many' as const }
          : file.size > limits.attachment.maxBytes
            ? { code: 'file_too_large' as const }
            : {}),
      }));
      setFiles((known) => [...known, ...added]);
      for (const each of added) if (each.code === undefined) void start(each.id, each.file);
    },
    remove(id: string) {
      aborts.current.get(id)?.abort();
      setFiles((known) => known.filter((file) => file.id !== id));
    },
    /** The id and files of the message being sent; what is written next gets new ones. */
    take(): { clientMessageId: string; attachments: AttachmentCard[] } {
      const taken = {
        clientMessageId: messageId.current,
        attachments: files.flatMap((file) => (file.card ? [file.card] : [])),
      };
      messageId.current = crypto.randomUUID();
      setFiles([]);
      return taken;
    },
  };
};

export type Uploads = ReturnType<typeof useUploads>;
