import { ChildFailure, ChildPool } from '../../lib/child-pool.js';
import { DomainError } from '../../lib/domain-error.js';
import type { Page } from './page.js';

const workerModule = new URL(
  `./pdf-worker.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`,
  import.meta.url,
);

/** Two hundred long messages take about a second. */
const timeLimitMs = 60_000;
const maxWaiting = 50;
const heapMb = 512;

/** Sets pages in a process of its own: a long talk would hold up everybody's messages for a second. */
export interface PdfPrinter {
  /** Fails with `retry` where too many wait. */
  print(page: Page): Promise<Buffer>;
  close(): Promise<void>;
}

export const createPdfPrinter = (): PdfPrinter => {
  const pool = new ChildPool<Page, Uint8Array>({
    module: workerModule,
    size: 1,
    timeLimitMs,
    maxWaiting,
    heapMb,
  });
  return {
    async print(page) {
      try {
        return Buffer.from(await pool.run(page));
      } catch (error) {
        if (!(error instanceof ChildFailure)) throw error;
        if (error.reason === 'busy') throw new DomainError('retry', 'Too many are being printed.');
        if (error.reason !== 'closed') throw error;
        throw new DomainError('shutting_down', 'The server is stopping.');
      }
    },
    close: () => pool.close(),
  };
};
