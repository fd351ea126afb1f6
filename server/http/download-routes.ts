import { Router } from 'express';
import { downloadParams } from '../../shared/schemas/http.js';
import type { AttachmentService } from '../features/attachments/attachment.service.js';
import type { DownloadSubject } from '../features/attachments/download-ticket.js';
import type { DownloadTicketService } from '../features/attachments/download-ticket.service.js';
import type { Actor } from '../features/auth/actor.js';
import type { TranscriptService } from '../features/transcripts/transcript.service.js';
import { open } from './gates.js';
import { handleRequest } from './handle-request.js';
import { sendFile, type FileToSend } from './send-file.js';

export interface DownloadRouteDeps {
  tickets: DownloadTicketService;
  attachments: AttachmentService;
  transcripts: TranscriptService;
}

/** What a one-use ticket opens; the ticket stands for the person it was given to. */
export const createDownloadRoutes = (deps: DownloadRouteDeps): Router => {
  const router = Router();

  const fetchSubject = (actor: Actor, subject: DownloadSubject): Promise<FileToSend> =>
    subject.kind === 'attachment'
      ? deps.attachments.getFile(actor, subject.attachmentId, 'file')
      : deps.transcripts.print(actor, subject);

  // A look ahead (some download managers ask first) must not use the ticket up.
  router.head('/downloads/:ticket', (_request, response) => {
    response.status(405).set('Allow', 'GET').end();
  });
  router.get(
    '/downloads/:ticket',
    handleRequest({
      gate: open,
      params: downloadParams,
      run: async ({ params, response }) => {
        const { actor, subject } = await deps.tickets.redeem(params.ticket);
        sendFile(response, await fetchSubject(actor, subject), 'attachment');
      },
    }),
  );

  return router;
};
