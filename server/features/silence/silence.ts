import { limits } from '../../../shared/limits.js';
import type { Clock } from '../../lib/clock.js';
import type { Deadlines } from '../deadlines/deadline.service.js';
import type { CitizenPresence } from '../presence/citizen-presence.js';
import type { EventDraft } from '../session-log/draft.js';
import type { SessionChange } from '../session-log/session-change.js';
import type { SessionLog } from '../session-log/session-log.service.js';
import type { ChatSessionState } from '../session-log/state.js';

export interface SilenceDeps {
  log: SessionLog;
  deadlines: Deadlines;
  citizens: CitizenPresence;
  clock: Clock;
}

/** The operator's last word that the citizen has not answered, while it is the citizen's turn. */
const unanswered = (state: ChatSessionState) => {
  const { operatorSpoke, citizenSpoke } = state;
  if (state.status !== 'active' || !operatorSpoke || state.escalation) return null;
  return (citizenSpoke?.publicSeq ?? 0) > operatorSpoke.publicSeq ? null : operatorSpoke;
};

/**
 * Citizens who fall silent [spec 2.9]: reminded 5 minutes after an operator's word, after 10 the seat is free; gone
 * for 30 minutes from the queue, the appeal stays open for an answer in «Обращения».
 */
export const createSilence = (deps: SilenceDeps) => {
  const { clock, deadlines, log } = deps;

  const decideSilence = (state: ChatSessionState): EventDraft | null => {
    const spoke = unanswered(state);
    if (!spoke || !state.owner) return null;
    const silentMs = clock.nowMs() - spoke.at.getTime();
    if (silentMs >= limits.silence.freeSeatMs) {
      const { operatorId, name: operatorName } = state.owner;
      return {
        kind: 'silence.seat_freed',
        audience: 'all',
        plain: { afterPublicSeq: spoke.publicSeq, operatorId, operatorName },
      };
    }
    const isReminded = (state.remindedAfter ?? 0) >= spoke.publicSeq;
    if (silentMs < limits.silence.remindMs || isReminded) return null;
    return {
      kind: 'silence.reminded',
      audience: 'all',
      plain: { afterPublicSeq: spoke.publicSeq },
    };
  };

  deadlines.handle('silence', async ({ sessionId }) => {
    const { state } = await log.append({ sessionId, authorId: 'system', decide: decideSilence });
    const spoke = unanswered(state);
    if (!spoke) return;
    const isReminded = (state.remindedAfter ?? 0) >= spoke.publicSeq;
    const afterMs = isReminded ? limits.silence.freeSeatMs : limits.silence.remindMs;
    await deadlines.set('silence', sessionId, sessionId, new Date(spoke.at.getTime() + afterMs));
  });

  deadlines.handle('left', async ({ sessionId }) => {
    await log.append({
      sessionId,
      authorId: 'system',
      decide: (state) =>
        state.status === 'queued' &&
        !state.escalation &&
        deps.citizens.offlineMs(state.citizenId) >= limits.queue.offlineLeaveMs
          ? {
              kind: 'session.closed',
              audience: 'all',
              plain: { by: 'system', reason: 'citizen_left' },
            }
          : null,
    });
  });

  return {
    /** An operator's word starts the count. */
    async listen({ event, after }: SessionChange): Promise<void> {
      if (event.kind !== 'message.created' || event.plain.author !== 'operator') return;
      const spoke = unanswered(after);
      if (!spoke) return;
      const dueAt = new Date(spoke.at.getTime() + limits.silence.remindMs);
      await deadlines.set('silence', after._id, after._id, dueAt);
    },
    /** A waiting citizen's connection ended. */
    async citizenLeft(sessionId: string): Promise<void> {
      const dueAt = new Date(clock.nowMs() + limits.queue.offlineLeaveMs);
      await deadlines.set('left', sessionId, sessionId, dueAt);
    },
  };
};
