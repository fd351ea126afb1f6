import { sessionStatuses } from '../../shared/domain/states.js';
import type { SessionChange } from '../features/session-log/session-change.js';
import type { Ground } from './ground.js';
import type { Routing } from './routing.js';

const openSessionStatuses = sessionStatuses.filter((status) => status !== 'closed');

/** What this process holds in memory of chats: lists, board, seats and figures. */
export const createMemory = (
  { log, seats, stores }: Ground,
  { board, desk, queueInfo, routing, statistics }: Routing,
  silence: { citizenLeft(sessionId: string): Promise<void> },
) => ({
  /** Keeps it in step with an event. */
  remember(change: SessionChange): void {
    if (!change.isOwn) seats.learn(change);
    routing.remember(change.after);
    desk.note(change.after);
    board.learn(change);
    queueInfo.learn(change);
    if (!change.isOwn) statistics.freeTime.learn(change);
  },
  /** Learns the sessions that were open when the process started, or that a seed has put there. */
  async recall(): Promise<void> {
    await statistics.waits.load();
    for (const projected of await stores.log.listStates(openSessionStatuses)) {
      const state = await log.getState(projected._id);
      desk.note(state);
      board.note(state);
      // Nobody is connected to a process that has just begun. Practice people come and go as the demo likes.
      if (state.status === 'queued' && !state.isTraining) await silence.citizenLeft(state._id);
    }
  },
});
