import type { AttachmentCard } from '../../shared/domain/session-events.js';
import { errorCodes, type ErrorCode, type ErrorView } from '../../shared/protocol/errors.js';
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
  /** An attachment as a blob URL; the caller revokes it. */
  openAttachment(attachmentId: string, variant: 'file' | 'thumbnail'): Promise<string>;
  /** A link that works once, for a minute: a plain download cannot carry a token. */
  getDownloadUrl(attachmentId: string): Promise<string>;
  fetchTranscript(sessionId: string, format: TranscriptFormat): Promise<Blob>;
  upload(upload: Upload): Promise<AttachmentCard>;
}

const isErrorCode = (code: unknown): code is ErrorCode =>
  typeof code === 'string' && (errorCodes as readonly string[]).includes(code);

const problemOf = (status: number, body: string): HttpProblem => {
  try {
    const view = JSON.parse(body) as Partial<ErrorView>;
    if (isErrorCode(view.code)) return new HttpProblem(view.code, view.details);
  } catch {
    // Not JSON: a proxy's page. The status says enough.
  }
  if (status === 401) return new HttpProblem('token_expired');
  return new HttpProblem(status === 413 ? 'file_too_large' : 'internal');
};

type GetToken = () => Promise<string | null>;

const send = async (getToken: GetToken, path: string, init: RequestInit = {}) => {
  const token = await getToken();
  const response = await fetch(path, {
    ...init,
    headers: { ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
  }).catch(() => {
    throw new HttpProblem('no_answer');
  });
  if (!response.ok) throw problemOf(response.status, await response.text());
  return response;
};

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
      if (request.status >= 300) reject(problemOf(request.status, request.responseText));
      else resolve(JSON.parse(request.responseText) as AttachmentCard);
    };
    upload.signal.addEventListener('abort', () => request.abort());
    request.send(form);
  });
};

export const createStaffHttp = (getToken: GetToken): StaffHttp => ({
  async get<T>(path: string) {
    return (await (await send(getToken, path)).json()) as T;
  },
  async openAttachment(attachmentId, variant) {
    const response = await send(getToken, `/api/attachments/${attachmentId}/${variant}`);
    return URL.createObjectURL(await response.blob());
  },
  async getDownloadUrl(attachmentId) {
    const response = await send(getToken, `/api/attachments/${attachmentId}/ticket`, {
      method: 'POST',
    });
    return ((await response.json()) as { url: string }).url;
  },
  async fetchTranscript(sessionId, format) {
    const path = `/api/staff/sessions/${sessionId}/transcript.${format}`;
    return (await send(getToken, path)).blob();
  },
  upload: (upload) => sendFile(getToken, upload),
});
