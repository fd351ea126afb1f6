import { limits } from '../../../shared/limits.js';
import type { Clock } from '../../lib/clock.js';
import type { Deadlines } from '../deadlines/deadline.service.js';
import type { CitizenPresence } from '../presence/citizen-presence.js';
import type { EventDraft } from '../session-log/draft.js';
import type { SessionChange } from '../session-log/session-change.js';
import type { SessionLog } from '../session-log/session-log.service.js';
import { needsNoCitizen } from '../session-log/needs-no-citizen.js';
import type { ChatSessionState } from '../session-log/state.js';
import type { WaitService } from '../waiting/wait.service.js';

export interface SilenceDeps {
  log: SessionLog;
  deadlines: Deadlines;
  citizens: CitizenPresence;
  waits: WaitService;
  clock: Clock;
}

/** The operator's last word that the citizen has not answered, while it is the citizen's turn. */
const unanswered = (state: ChatSessionState) => {
  const { operatorSpoke, citizenSpoke } = state;
  if (state.status !== 'active' || !operatorSpoke || state.escalation) return null;
  // They are on the telephone.
  if (state.callback?.isDue) return null;
  return (citizenSpoke?.publicSeq ?? 0) > operatorSpoke.publicSeq ? null : operatorSpoke;
};

/** In the queue, for who has to be there. */
const isWaitedFor = (
  state: Pick<ChatSessionState, 'status' | 'escalation' | 'callback' | 'later'>,
): boolean => state.status === 'queued' && !state.escalation && !needsNoCitizen(state);

type Spoke = NonNullable<ReturnType<typeof unanswered>>;

const isReminded = (state: ChatSessionState, spoke: Spoke): boolean =>
  (state.remindedAfter ?? 0) >= spoke.publicSeq;

/** When the reminder is due, and after it the seat: never without the time in between, however late it came. */
const dueAfter = (state: ChatSessionState, spoke: Spoke): Date => {
  const { freeSeatMs, remindMs } = limits.silence;
  const spokeMs = spoke.at.getTime();
  if (!isReminded(state, spoke)) return new Date(spokeMs + remindMs);
  const remindedMs = state.remindedAt?.getTime() ?? 0;
  return new Date(Math.max(spokeMs + freeSeatMs, remindedMs + freeSeatMs - remindMs));
};

/**
 * Citizens who fall silent [spec 2.9]: reminded 5 minutes after an operator's word, after 10 the seat is free; gone
 * for 30 minutes from the queue, the appeal is left for an answer that is read in «Обращения».
 */
export const createSilence = (deps: SilenceDeps) => {
  const { clock, deadlines, log } = deps;

  const decideSilence = (state: ChatSessionState): EventDraft | null => {
    const spoke = unanswered(state);
    if (!spoke || !state.owner) return null;
    const nowMs = clock.nowMs();
    if (isReminded(state, spoke)) {
      if (nowMs < dueAfter(state, spoke).getTime()) return null;
      const { operatorId, name: operatorName } = state.owner;
      return {
        kind: 'silence.seat_freed',
        audience: 'all',
        plain: { afterPublicSeq: spoke.publicSeq, operatorId, operatorName },
      };
    }
    if (nowMs < dueAfter(state, spoke).getTime()) return null;
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
    await deadlines.set('silence', sessionId, sessionId, dueAfter(state, spoke));
  });

  /** Set again by every disconnect, and where the time away turns out shorter: after a restart it begins anew. */
  const awaitLeaving = async (sessionId: string, citizenId: string): Promise<void> => {
    const goneSinceMs = clock.nowMs() - deps.citizens.offlineMs(citizenId);
    const dueAt = new Date(goneSinceMs + limits.queue.offlineLeaveMs);
    await deadlines.set('left', sessionId, sessionId, dueAt);
  };

  deadlines.handle('left', async ({ sessionId }) => {
    const state = await deps.waits.leaveFor(
      sessionId,
      ({ citizenId, ...current }) =>
        isWaitedFor(current) && deps.citizens.offlineMs(citizenId) >= limits.queue.offlineLeaveMs,
    );
    const isAway = !deps.citizens.isOnline(state.citizenId);
    if (isWaitedFor(state) && isAway) await awaitLeaving(sessionId, state.citizenId);
  });

  return {
    /** An operator's word starts the count; queued without its citizen there, the other one. */
    async listen({ event, before, after }: SessionChange): Promise<void> {
      if (isWaitedFor(after) && !isWaitedFor(before) && !deps.citizens.isOnline(after.citizenId)) {
        await awaitLeaving(after._id, after.citizenId);
      }
      // While a senior was awaited nobody was silent: the count begins anew.
      const isStart =
        event.kind === 'escalation.ended' ||
        (event.kind === 'message.created' &&
          event.plain.author === 'operator' &&
          event.plain.isToAll !== true);
      if (!isStart || !unanswered(after)) return;
      const dueAt = new Date(event.at.getTime() + limits.silence.remindMs);
      await deadlines.set('silence', after._id, after._id, dueAt);
    },
    /** A waiting citizen's connection ended. */
    async citizenLeft(sessionId: string): Promise<void> {
      const { citizenId } = await log.getStateAtHand(sessionId);
      await awaitLeaving(sessionId, citizenId);
    },
  };
};
