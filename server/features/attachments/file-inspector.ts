import { ChildFailure, ChildPool } from '../../lib/child-pool.js';
import { DomainError } from '../../lib/domain-error.js';
import type { Inspection, InspectJob } from './inspect-file.js';

/** Compiled code runs the compiled module, tests the source. */
const workerModule = new URL(
  `./inspect-worker.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`,
  import.meta.url,
);

/** Two, so that one file at its time limit does not hold up everybody else's. */
const processes = 2;
/** The largest picture allowed takes under 3 s; more is an attack. */
const timeLimitMs = 20_000;
const maxWaiting = 32;
const heapMb = 128;

/** Says what an uploaded file is. The bytes are never parsed in the server's own process. */
export interface FileInspector {
  /** Fails with `retry` where too many files are waiting. */
  inspect(path: string): Promise<Inspection>;
  close(): Promise<void>;
}

export const createFileInspector = (options: { timeLimitMs?: number } = {}): FileInspector => {
  const pool = new ChildPool<InspectJob, Inspection>({
    module: workerModule,
    size: processes,
    timeLimitMs: options.timeLimitMs ?? timeLimitMs,
    maxWaiting,
    heapMb,
  });
  return {
    async inspect(path) {
      try {
        return await pool.run({ path });
      } catch (error) {
        if (!(error instanceof ChildFailure)) throw error;
        const { reason } = error;
        if (reason === 'busy') throw new DomainError('retry', 'Too many files are being read.');
        if (reason === 'closed') throw new DomainError('shutting_down', 'The server is stopping.');
        if (reason === 'failed') throw error;
        // It took the process down, hung it or outgrew its memory: nobody else shall open it.
        return { outcome: 'refused', code: 'file_broken' };
      }
    },
    close: () => pool.close(),
  };
};
