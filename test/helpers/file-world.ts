import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connection } from 'mongoose';
import request, { type Response } from 'supertest';
import type { AttachmentCard } from '../../shared/domain/session-events.js';
import { OrderedBus } from '../../server/events/bus.js';
import { AttachmentCleanup } from '../../server/features/attachments/attachment-cleanup.js';
import { AttachmentService } from '../../server/features/attachments/attachment.service.js';
import { createAttachmentStore } from '../../server/features/attachments/attachment.store.js';
import { DownloadTicketService } from '../../server/features/attachments/download-ticket.service.js';
import { createDownloadTicketStore } from '../../server/features/attachments/download-ticket.store.js';
import { createFileBytesStore } from '../../server/features/attachments/file-bytes.store.js';
import { createFileInspector } from '../../server/features/attachments/file-inspector.js';
import { openSpool } from '../../server/features/attachments/spool.js';
import type { CitizenActor, StaffActor } from '../../server/features/auth/actor.js';
import { createSessionAccess } from '../../server/features/chat-sessions/session-access.js';
import { MessageService } from '../../server/features/messages/message.service.js';
import type { EventDraft } from '../../server/features/session-log/draft.js';
import { emptyState } from '../../server/features/session-log/fold.js';
import type { SessionChange } from '../../server/features/session-log/session-change.js';
import { SessionLog } from '../../server/features/session-log/session-log.service.js';
import { createSessionLogStore } from '../../server/features/session-log/session-log.store.js';
import { createPdfPrinter } from '../../server/features/transcripts/pdf-printer.js';
import { TranscriptService } from '../../server/features/transcripts/transcript.service.js';
import { createAttachmentRoutes } from '../../server/http/attachment-routes.js';
import { createHttpApp } from '../../server/http/create-http-app.js';
import { createDownloadRoutes } from '../../server/http/download-routes.js';
import { createGates } from '../../server/http/gates.js';
import { createTranscriptRoutes } from '../../server/http/transcript-routes.js';
import { DomainError } from '../../server/lib/domain-error.js';
import { newId } from '../../server/lib/ids.js';
import { silentLogger, type LogFields } from '../../server/lib/logger.js';
import { connectDatabase } from '../../server/storage/connection.js';
import { createAppealKeys } from '../../server/storage/encryption/appeal-keys.js';
import { createLocalKeyProvider } from '../../server/storage/encryption/key-provider.js';
import { freshDatabase } from './database.js';
import { FakeClock } from './fake-clock.js';

const tokenExpiresAt = new Date('2100-01-01');
export const poolId = newId();

const citizen = (): CitizenActor => ({
  ...{ kind: 'citizen', citizenId: newId(), familyId: newId(), tokenExpiresAt },
});
const staff = (name: string, poolIds: string[]): StaffActor => ({
  ...{ kind: 'staff', operatorId: newId(), name, role: 'operator', poolIds },
  ...{ familyId: newId(), tokenExpiresAt },
});

/** People by the token they show. `operator` owns every session, `stranger` works in another pool. */
export const createPeople = () => ({
  citizen: citizen(),
  otherCitizen: citizen(),
  operator: staff('Анна Крылова', [poolId]),
  colleague: staff('Борис Ли', [poolId]),
  stranger: staff('Вера Цой', [newId()]),
});
export type Person = keyof ReturnType<typeof createPeople>;

export interface UploadOptions {
  clientMessageId?: string;
  /** The declared type. */
  contentType?: string;
}

/** Files and transcripts over the real express application, session log and database, with a clock of its own. */
export const createFileWorld = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'liniya-files-'));
  const fresh = await freshDatabase();
  const database = await connectDatabase(fresh.uri, silentLogger);
  const { connection } = database;
  const clock = new FakeClock();
  const logger = silentLogger;
  const stores = {
    log: createSessionLogStore(connection),
    attachments: createAttachmentStore(connection),
    bytes: createFileBytesStore(connection),
    tickets: createDownloadTicketStore(connection),
  };
  for (const store of Object.values(stores)) await store.ensureIndexes();
  const keys = createAppealKeys(connection, createLocalKeyProvider(Buffer.alloc(32, 7)));
  const bus = new OrderedBus<SessionChange>((change) => change.event.sessionId, logger);
  const log = new SessionLog({ store: stores.log, keys, bus, clock, logger, nodeId: newId() });
  const sessions = createSessionAccess(log);
  const inspector = createFileInspector();
  const attachments = new AttachmentService({
    ...{ keys, sessions, inspector, clock },
    ...{ store: stores.attachments, bytes: stores.bytes },
  });
  const cleanup = new AttachmentCleanup({
    ...{ store: stores.attachments, bytes: stores.bytes, messages: stores.log, logger },
  });
  const messages = new MessageService({ log, attachments, clock });
  const tickets = new DownloadTicketService(stores.tickets, clock);
  const printer = createPdfPrinter();
  const titles = new Map([['technical_fault', 'Технические сбои портала']]);
  const transcripts = new TranscriptService({
    ...{ sessions, events: stores.log, keys, thumbnails: attachments, printer, clock },
    titles: () => titles,
  });
  const spool = await openSpool(join(folder, 'uploads'));

  const people = createPeople();
  const gates = createGates((token) => {
    const actor = Object.entries(people).find(([name]) => name === token)?.[1];
    return actor
      ? Promise.resolve(actor)
      : Promise.reject(new DomainError('unauthenticated', 'Nobody has this token.'));
  });
  const routers = [
    createAttachmentRoutes({ gates, attachments, tickets, spool }),
    createDownloadRoutes({ tickets, attachments, transcripts }),
    createTranscriptRoutes({ gates, transcripts, tickets }),
  ].map((router) => ({ path: '/api', router }));
  const config = { embedOrigins: [], isDemo: false, trustedProxies: [] };
  const readiness = { ping: () => database.ping(), isDraining: () => false };
  const failures: LogFields[] = [];
  const note = (fields: LogFields) => void failures.push(fields);
  const app = createHttpApp({
    ...{ config, routers, readiness },
    logger: { ...logger, error: note },
  });

  return {
    ...{ app, clock, connection, people, spool, keys, log, stores },
    ...{ attachments, cleanup, messages, tickets, transcripts },
    /** Errors nobody expected: what a person would be woken for. */
    failures,

    append: (sessionId: string, draft: EventDraft, authorId = 'system') =>
      log.append({ sessionId, authorId, decide: () => draft }),

    /** A citizen's session that the operator holds. */
    async openSession(who: 'citizen' | 'otherCitizen' = 'citizen'): Promise<string> {
      const sessionId = newId();
      const { citizenId } = people[who];
      const { operatorId, name } = people.operator;
      await openLog({ sessionId, citizenId, clock, connection, keys, log, stores });
      await this.append(sessionId, {
        ...{ kind: 'operator.joined', audience: 'all' },
        plain: {
          ...{ operatorId, operatorName: name, tier: 'operator', offerId: newId(), how: 'taken' },
        },
      });
      return sessionId;
    },

    /** One file in the form's field `file`. */
    upload(
      who: Person,
      sessionId: string,
      bytes: Buffer,
      name: string,
      options: UploadOptions = {},
    ): Promise<Response> {
      const { clientMessageId = 'message-0001', contentType } = options;
      return request(app)
        .post(`/api/sessions/${sessionId}/attachments`)
        .auth(who, { type: 'bearer' })
        .field('clientMessageId', clientMessageId)
        .attach('file', bytes, {
          filename: name,
          ...(contentType === undefined ? {} : { contentType }),
        })
        .then((response) => response);
    },

    async uploaded(
      who: Person,
      sessionId: string,
      bytes: Buffer,
      name: string,
      options?: UploadOptions,
    ): Promise<AttachmentCard> {
      const response = await this.upload(who, sessionId, bytes, name, options);
      if (response.status !== 201) throw new Error(`${response.status} ${response.text}`);
      return response.body as AttachmentCard;
    },

    get: (who: Person, path: string): Promise<Response> =>
      request(app)
        .get(path)
        .auth(who, { type: 'bearer' })
        .buffer(true)
        .parse(collectBytes)
        .then((response) => response),

    /** What lies in the spool now. */
    spooled: () => readdir(spool.folder),

    async close(): Promise<void> {
      await Promise.all([inspector.close(), printer.close()]);
      await log.idle();
      await database.close();
      await fresh.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

export type FileWorld = Awaited<ReturnType<typeof createFileWorld>>;

const collectBytes = (
  answer: Response,
  done: (error: Error | null, body: Buffer) => void,
): void => {
  // Supertest's types name the finished answer; what a parser is given is the stream below it.
  const response = answer as unknown as NodeJS.ReadableStream;
  const chunks: Buffer[] = [];
  response.on('data', (chunk: Buffer) => chunks.push(chunk));
  response.on('end', () => done(null, Buffer.concat(chunks)));
};

/** The body of an answer read with `get`. */
export const bytesOf = (response: Response): Buffer => response.body as Buffer;
export const codeOf = (response: Response): unknown =>
  (Buffer.isBuffer(response.body)
    ? (JSON.parse(response.body.toString()) as { code?: unknown })
    : (response.body as { code?: unknown })
  ).code;

const openLog = async (deps: {
  sessionId: string;
  citizenId: string;
  clock: FakeClock;
  connection: Connection;
  keys: ReturnType<typeof createAppealKeys>;
  log: SessionLog;
  stores: { log: ReturnType<typeof createSessionLogStore> };
}): Promise<void> => {
  const { sessionId, citizenId, clock, keys, log, stores } = deps;
  const appealId = newId();
  const clientSessionId = newId();
  const openedAt = clock.now();
  await keys.createKey(appealId, openedAt);
  await stores.log.createState({
    ...emptyState({
      ...{ sessionId, appealId, citizenId, clientSessionId, openedAt },
      appealNumber: '26-0000001-5',
    }),
    poolId,
  });
  await log.append({
    ...{ sessionId, authorId: citizenId },
    decide: () => ({
      ...{ kind: 'session.opened', audience: 'all' },
      plain: { clientSessionId, channel: 'widget', locale: 'ru' },
    }),
  });
};
