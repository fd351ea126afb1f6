import { limits } from '../../../shared/limits.js';
import type { Deadlines } from '../deadlines/deadline.service.js';
import type { SessionLog } from '../session-log/session-log.service.js';
import type { SessionChange } from '../session-log/session-change.js';

export interface UnrecordedDeps {
  log: SessionLog;
  deadlines: Deadlines;
  /** Deletes a session's files with their thumbnails. */
  files: { destroyOfSession(sessionId: string): Promise<void> };
}

/**
 * Without consent to recording the text goes shortly after the close and only the appeal card stays [spec 2.2].
 * The event comes first, so that a crash in between is finished by the deadline's next try.
 */
export const createUnrecordedDestruction = (deps: UnrecordedDeps) => {
  deps.deadlines.handle('destroy', async ({ sessionId }) => {
    const { state } = await deps.log.append({
      sessionId,
      authorId: 'system',
      decide: (current) =>
        current.status === 'closed' && !current.isRecorded && !current.isDestroyed
          ? { kind: 'recording.destroyed', audience: 'all', plain: {} }
          : null,
    });
    if (!state.isDestroyed) return;
    await deps.files.destroyOfSession(sessionId);
    await deps.log.destroySecrets(sessionId);
  });

  return async ({ after, event }: SessionChange): Promise<void> => {
    if (event.kind !== 'session.closed' || after.isRecorded) return;
    const dueAt = new Date(event.at.getTime() + limits.closing.unrecordedKeepMs);
    await deps.deadlines.set('destroy', after._id, after._id, dueAt);
  };
};
