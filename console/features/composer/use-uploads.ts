import { useStore } from 'zustand';
import { useLive } from '../../live/live-context.js';
import type { UploadingFile } from '../../live/uploads.js';

const noFiles: readonly UploadingFile[] = [];

/** The files of the message that is being written in one session. */
export const useUploads = (sessionId: string) => {
  const { uploads } = useLive();
  const files = useStore(uploads.store, (all) => all[sessionId]?.files) ?? noFiles;
  return {
    files,
    isBusy: files.some((file) => file.card === undefined && file.code === undefined),
    add: (chosen: readonly File[]) => uploads.add(sessionId, chosen),
    remove: (fileId: string) => uploads.remove(sessionId, fileId),
    take: () => uploads.take(sessionId),
  };
};

export type ShownUploads = ReturnType<typeof useUploads>;
