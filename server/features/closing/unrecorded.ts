import { limits } from '../../../shared/limits.js';
import type { Clock } from '../../lib/clock.js';
import type { Deadlines } from '../deadlines/deadline.service.js';
import type { SessionLog } from '../session-log/session-log.service.js';
import type { SessionChange } from '../session-log/session-change.js';
import type { ChatSessionState } from '../session-log/state.js';

export interface UnrecordedDeps {
  log: SessionLog;
  deadlines: Deadlines;
  clock: Clock;
  /** Deletes a session's files with their thumbnails. */
  files: { destroyOfSession(sessionId: string): Promise<void> };
}

/**
 * Set before a close that may come, and found again by its handler where the close came later: a crash between
 * the two cannot leave a text behind.
 */
export const planDestruction = (
  deadlines: Deadlines,
  { _id, isRecorded }: ChatSessionState,
  closedAt: Date,
): Promise<void> | undefined =>
  isRecorded ? undefined : deadlines.set('destroy', _id, _id, dueAfter(closedAt));

const dueAfter = (closedAt: Date): Date =>
  new Date(closedAt.getTime() + limits.closing.unrecordedKeepMs);

/**
 * Without consent to recording the text goes shortly after the close and only the appeal card stays [spec 2.2].
 * The event comes first, so that a crash in between is finished by the deadline's next try.
 */
export const createUnrecordedDestruction = (deps: UnrecordedDeps) => {
  deps.deadlines.handle('destroy', async ({ sessionId }) => {
    const { closedAt } = await deps.log.getState(sessionId);
    // Reopened; or closed once more later than this deadline knew.
    if (!closedAt) return;
    if (deps.clock.nowMs() < dueAfter(closedAt).getTime()) {
      await deps.deadlines.set('destroy', sessionId, sessionId, dueAfter(closedAt));
      return;
    }
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
    if (event.kind === 'session.closed') await planDestruction(deps.deadlines, after, event.at);
  };
};
