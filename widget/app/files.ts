import type { AttachmentCard } from '../../shared/domain/session-events.js';
import { noAnswer, type Answer } from '../../client/answer.js';
import type { Files } from './chat.js';
import { problemOf, type Http } from '../../client/http.js';

/** `fetch` cannot tell how much of an upload has left, so this one request is an XMLHttpRequest. */
const sendFile = (
  upload: Parameters<Files['upload']>[0],
  token: string,
): Promise<Answer<AttachmentCard>> => {
  const form = new FormData();
  form.append('clientMessageId', upload.clientMessageId);
  form.append('file', upload.file, upload.file.name);
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/sessions/${upload.sessionId}/attachments`);
    request.setRequestHeader('authorization', `Bearer ${token}`);
    request.upload.onprogress = (event) => upload.onProgress(event.loaded / event.total);
    request.onerror = () => resolve(noAnswer);
    request.onabort = () => resolve(noAnswer);
    request.onload = () =>
      resolve(
        request.status < 300
          ? { ok: true, data: JSON.parse(request.responseText) as AttachmentCard }
          : problemOf(request.status, request.responseText),
      );
    upload.signal.addEventListener('abort', () => request.abort());
    request.send(form);
  });
};

export const createFiles = (http: Http, getAccessToken: () => Promise<string | null>): Files => {
  const opened = new Map<string, Promise<string | null>>();

  const fetchUrl = async (path: string): Promise<string | null> => {
    const answer = await http.getBlob(path);
    return answer.ok ? URL.createObjectURL(answer.data) : null;
  };

  return {
    open(attachmentId, variant) {
      const path = `/api/attachments/${attachmentId}/${variant}`;
      const url = opened.get(path) ?? fetchUrl(path);
      opened.set(path, url);
      // A failure is not remembered: the next look tries again.
      void url.then((found) => found ?? opened.delete(path));
      return url;
    },
    async upload(upload) {
      const token = await getAccessToken();
      return token === null ? noAnswer : sendFile(upload, token);
    },
  };
};
