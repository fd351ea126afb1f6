import { AttachmentCleanup } from '../features/attachments/attachment-cleanup.js';
import { AttachmentService } from '../features/attachments/attachment.service.js';
import { DownloadTicketService } from '../features/attachments/download-ticket.service.js';
import { createFileInspector } from '../features/attachments/file-inspector.js';
import { openSpool } from '../features/attachments/spool.js';
import { TranscriptService } from '../features/transcripts/transcript.service.js';
import { createPdfPrinter } from '../features/transcripts/pdf-printer.js';
import type { Ground } from './ground.js';

/** Attachments and transcripts: what comes in and goes out as files. `close` ends the programs that look at them. */
export const createFiles = async (ground: Ground, spoolFolder: string) => {
  const { access, clock, keys, logger, pools, stores } = ground;
  const spool = await openSpool(spoolFolder);
  const inspector = createFileInspector();
  const attachments = new AttachmentService({
    ...{ keys, inspector, clock, sessions: access },
    store: stores.attachments,
    bytes: stores.bytes,
  });
  const cleanup = new AttachmentCleanup({
    ...{ store: stores.attachments, bytes: stores.bytes, messages: stores.log, logger },
  });
  const tickets = new DownloadTicketService(stores.tickets, clock);

  const printer = createPdfPrinter();
  const transcripts = new TranscriptService({
    ...{ keys, printer, clock, sessions: access, events: stores.log, thumbnails: attachments },
    titles: (locale) => pools.titles(locale),
  });

  return {
    ...{ spool, attachments, cleanup, tickets, transcripts },
    async close(): Promise<void> {
      await inspector.close();
      await printer.close();
      await spool.close();
    },
  };
};
