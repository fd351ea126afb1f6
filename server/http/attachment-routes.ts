import { Router, type ErrorRequestHandler, type RequestHandler } from 'express';
import { attachmentParams, sessionParams, uploadFields } from '../../shared/schemas/http.js';
import type { AttachmentService } from '../features/attachments/attachment.service.js';
import type { DownloadTicketService } from '../features/attachments/download-ticket.service.js';
import type { FilePart } from '../features/attachments/media-type.js';
import type { Spool } from '../features/attachments/spool.js';
import type { CitizenActor, StaffActor } from '../features/auth/actor.js';
import { DomainError } from '../lib/domain-error.js';
import { RateLimit } from '../lib/rate-limit.js';
import type { Gates } from './gates.js';
import { handleRequest } from './handle-request.js';
import { sendFile } from './send-file.js';
import { createUploads, getReceivedFile } from './uploads.js';

export interface AttachmentRouteDeps {
  gates: Gates;
  attachments: AttachmentService;
  tickets: DownloadTicketService;
  spool: Spool;
}

const personKey = (actor: CitizenActor | StaffActor): string =>
  actor.kind === 'citizen' ? actor.citizenId : actor.operatorId;

/** Lets nobody send ten megabytes to a session that is not theirs: asked before the body is read. */
const admitUpload = ({ gates, attachments }: AttachmentRouteDeps): RequestHandler => {
  const uploads = new RateLimit({ points: 30, perMs: 60_000 });
  return async (request, _response, next) => {
    const actor = await gates.requireAnyone()(request);
    await uploads.consume(personKey(actor));
    const params = sessionParams.safeParse(request.params);
    if (!params.success) throw new DomainError('bad_request', 'This is no id of a session.');
    await attachments.assertCanUpload(actor, params.data.sessionId);
    next();
  };
};

/** A file whose form was refused after it had been received must not stay in the spool. */
const clearSpool =
  (spool: Spool): ErrorRequestHandler =>
  async (error: unknown, request, _response, next) => {
    if (request.file) await spool.remove(request.file.path);
    next(error);
  };

/** Sending files and fetching them with the Authorization header. */
export const createAttachmentRoutes = (deps: AttachmentRouteDeps): Router => {
  const { gates, attachments, tickets, spool } = deps;
  const router = Router();

  router.post(
    '/sessions/:sessionId/attachments',
    admitUpload(deps),
    createUploads(spool.folder).receiveOne,
    handleRequest({
      gate: gates.requireAnyone(),
      params: sessionParams,
      body: uploadFields,
      status: 201,
      run: async ({ actor, params, body, request }) => {
        const file = getReceivedFile(request);
        try {
          return await attachments.upload(actor, { ...params, ...body, ...file });
        } finally {
          await spool.remove(file.path);
        }
      },
    }),
    clearSpool(spool),
  );

  const fileRoute = (part: FilePart) =>
    handleRequest({
      gate: gates.requireAnyone(),
      params: attachmentParams,
      run: async ({ actor, params, response }) => {
        const file = await attachments.getFile(actor, params.attachmentId, part);
        const isPicture = file.contentType.startsWith('image/');
        sendFile(response, file, isPicture ? 'inline' : 'attachment');
      },
    });
  router.get('/attachments/:attachmentId/file', fileRoute('file'));
  router.get('/attachments/:attachmentId/thumbnail', fileRoute('thumbnail'));

  const asked = new RateLimit({ points: 60, perMs: 60_000 });
  router.post(
    '/attachments/:attachmentId/ticket',
    handleRequest({
      gate: gates.requireAnyone(),
      params: attachmentParams,
      limit: { by: asked, key: personKey },
      status: 201,
      run: async ({ actor, params: { attachmentId } }) => {
        await attachments.getReadable(actor, attachmentId);
        return tickets.issue(actor, { kind: 'attachment', attachmentId });
      },
    }),
  );

  return router;
};
