import { Router } from 'express';
import {
  citizenTranscriptParams,
  citizenTranscriptTicketInput,
  sessionParams,
  staffTranscriptParams,
  staffTranscriptTicketInput,
  transcriptQuery,
} from '../../shared/schemas/http.js';
import type { DownloadTicketService } from '../features/attachments/download-ticket.service.js';
import type { CitizenActor, StaffActor } from '../features/auth/actor.js';
import type {
  TranscriptFileRequest,
  TranscriptService,
} from '../features/transcripts/transcript.service.js';
import { RateLimit } from '../lib/rate-limit.js';
import type { Gates } from './gates.js';
import { handleRequest, type Call } from './handle-request.js';
import { sendFile } from './send-file.js';

export interface TranscriptRouteDeps {
  gates: Gates;
  transcripts: TranscriptService;
  tickets: DownloadTicketService;
}

type Person = CitizenActor | StaffActor;
type Locale = TranscriptFileRequest['locale'];

const requestOf = (
  named: { sessionId: string; format: TranscriptFileRequest['format'] },
  locale: Locale,
): TranscriptFileRequest => ({ ...named, ...(locale === undefined ? {} : { locale }) });

/** The written record as a file, with the Authorization header or through a ticket, for each side under its path. */
export const createTranscriptRoutes = (deps: TranscriptRouteDeps): Router => {
  const { gates, transcripts, tickets } = deps;
  const router = Router();
  // Setting a long talk as PDF costs a second of a processor.
  const prints = new RateLimit({ points: 30, perMs: 60_000 });

  const print = async (
    call: Pick<
      Call<
        Person,
        unknown,
        { sessionId: string; format: TranscriptFileRequest['format'] },
        { locale?: Locale }
      >,
      'actor' | 'params' | 'query' | 'response'
    >,
  ): Promise<void> => {
    const file = await transcripts.print(call.actor, requestOf(call.params, call.query.locale));
    sendFile(call.response, file, 'attachment');
  };
  const issue = async (actor: Person, request: TranscriptFileRequest) => {
    await transcripts.assertCanPrint(actor, request);
    return tickets.issue(actor, { kind: 'transcript', ...request });
  };

  const citizen = {
    gate: gates.requireCitizen(),
    limit: { by: prints, key: (actor: CitizenActor) => actor.citizenId },
  };
  router.get(
    '/citizen/sessions/:sessionId/transcript.:format',
    handleRequest({
      ...citizen,
      params: citizenTranscriptParams,
      query: transcriptQuery,
      run: print,
    }),
  );
  router.post(
    '/citizen/sessions/:sessionId/transcript-ticket',
    handleRequest({
      ...citizen,
      params: sessionParams,
      body: citizenTranscriptTicketInput,
      status: 201,
      run: ({ actor, params, body }) =>
        issue(actor, requestOf({ ...params, format: body.format }, body.locale)),
    }),
  );

  const staff = {
    gate: gates.requireStaff(),
    limit: { by: prints, key: (actor: StaffActor) => actor.operatorId },
  };
  router.get(
    '/staff/sessions/:sessionId/transcript.:format',
    handleRequest({
      ...staff,
      params: staffTranscriptParams,
      query: transcriptQuery,
      run: print,
    }),
  );
  router.post(
    '/staff/sessions/:sessionId/transcript-ticket',
    handleRequest({
      ...staff,
      params: sessionParams,
      body: staffTranscriptTicketInput,
      status: 201,
      run: ({ actor, params, body }) =>
        issue(actor, requestOf({ ...params, format: body.format }, body.locale)),
    }),
  );

  return router;
};
