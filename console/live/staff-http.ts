import type { Answer } from '../../client/answer.js';
import { problemOf, type Http } from '../../client/http.js';
import type { AttachmentCard } from '../../shared/domain/session-events.js';
import type { ProblemCode } from '../../shared/protocol/passing.js';

/** A refused or unanswered request; `code` has a text under `error.<code>` in the catalogues. */
export class HttpProblem extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly details?: Record<string, unknown>,
  ) {
    super(code);
  }
}

export interface Upload {
  sessionId: string;
  clientMessageId: string;
  file: File;
  /** Share sent so far, 0…1. */
  onProgress: (share: number) => void;
  signal: AbortSignal;
}

export type TranscriptFormat = 'txt' | 'pdf' | 'json';

/** The HTTP side of the server, with the tab's token. Everything rejects with `HttpProblem`. */
export interface StaffHttp {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body: object): Promise<T>;
  put<T>(path: string, body: object): Promise<T>;
  /** An attachment as a blob URL; the caller revokes it. */
  openAttachment(attachmentId: string, variant: 'file' | 'thumbnail'): Promise<string>;
  /** A link that works once, for a minute: a plain download cannot carry a token. */
  getDownloadUrl(attachmentId: string): Promise<string>;
  fetchTranscript(sessionId: string, format: TranscriptFormat): Promise<Blob>;
  upload(upload: Upload): Promise<AttachmentCard>;
}

const unwrap = <T>(answer: Answer<T>): T => {
  if (answer.ok) return answer.data;
  throw new HttpProblem(answer.code, answer.details);
};

type GetToken = () => Promise<string | null>;

/** `fetch` cannot report how much of an upload is sent, so this one request is an XMLHttpRequest. */
const sendFile = async (getToken: GetToken, upload: Upload): Promise<AttachmentCard> => {
  const token = await getToken();
  const form = new FormData();
  form.append('clientMessageId', upload.clientMessageId);
  form.append('file', upload.file, upload.file.name);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/sessions/${upload.sessionId}/attachments`);
    if (token !== null) request.setRequestHeader('authorization', `Bearer ${token}`);
    request.upload.onprogress = (event) => upload.onProgress(event.loaded / event.total);
    request.onerror = () => reject(new HttpProblem('no_answer'));
    request.onabort = () => reject(new HttpProblem('no_answer'));
    request.onload = () => {
      if (request.status >= 300) {
        const { code, details } = problemOf(request.status, request.responseText);
        reject(new HttpProblem(code, details));
      } else resolve(JSON.parse(request.responseText) as AttachmentCard);
    };
    upload.signal.addEventListener('abort', () => request.abort());
    request.send(form);
  });
};

export const createStaffHttp = (http: Http, getToken: GetToken): StaffHttp => ({
  async get<T>(path: string) {
    return unwrap(await http.get<T>(path));
  },
  async post<T>(path: string, body: object) {
    return unwrap(await http.post<T>(path, body));
  },
  async put<T>(path: string, body: object) {
    return unwrap(await http.put<T>(path, body));
  },
  async openAttachment(attachmentId, variant) {
    const path = `/api/attachments/${attachmentId}/${variant}`;
    return URL.createObjectURL(unwrap(await http.getBlob(path)));
  },
  async getDownloadUrl(attachmentId) {
    return unwrap(await http.post<{ url: string }>(`/api/attachments/${attachmentId}/ticket`)).url;
  },
  async fetchTranscript(sessionId, format) {
    return unwrap(await http.getBlob(`/api/staff/sessions/${sessionId}/transcript.${format}`));
  },
  upload: (upload) => sendFile(getToken, upload),
});
