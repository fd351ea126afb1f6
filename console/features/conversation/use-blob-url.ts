import { useEffect, useState } from 'react';
import { useLive } from '../../live/live-context.js';

export interface BlobUrl {
  /** Null while it is fetched. */
  url: string | null;
  isFailed: boolean;
}

/** An image fetched with the token and shown from memory; forgotten when it leaves the screen. */
export const useBlobUrl = (attachmentId: string, variant: 'file' | 'thumbnail'): BlobUrl => {
  const { http } = useLive();
  const [state, setState] = useState<BlobUrl>({ url: null, isFailed: false });
  useEffect(() => {
    let isWanted = true;
    let made: string | null = null;
    http.openAttachment(attachmentId, variant).then(
      (url) => {
        made = url;
        if (isWanted) setState({ url, isFailed: false });
        else URL.revokeObjectURL(url);
      },
      () => {
        if (isWanted) setState({ url: null, isFailed: true });
      },
    );
    return () => {
      isWanted = false;
      if (made !== null) URL.revokeObjectURL(made);
    };
  }, [http, attachmentId, variant]);
  return state;
};
