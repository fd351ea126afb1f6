import { useEffect, useState } from 'preact/hooks';
import { useChat } from '../use-chat.js';

/** The blob URL of a file: undefined while it is fetched, null where it cannot be had. */
export const useFile = (
  attachmentId: string,
  variant: 'thumbnail' | 'file',
): string | null | undefined => {
  const { files } = useChat();
  const [url, setUrl] = useState<string | null | undefined>(undefined);
  useEffect(() => {
    let isGone = false;
    void files.open(attachmentId, variant).then((found) => {
      if (!isGone) setUrl(found);
    });
    return () => {
      isGone = true;
    };
  }, [files, attachmentId, variant]);
  return url;
};
