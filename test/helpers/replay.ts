import { emptyState, fold } from '../../server/features/session-log/fold.js';
import type { SessionEvent } from '../../server/features/session-log/session-event.js';
import type { ChatSessionState } from '../../server/features/session-log/state.js';
import type { World } from './world.js';

/** The stored events of a session with the state before and after each, from the first one. */
export const replay = async (world: World, sessionId: string) => {
  const { log } = world.app.domain.stores;
  const projected = await log.findState(sessionId);
  if (!projected) throw new Error('No such session.');
  const { appealId, appealNumber, citizenId, clientSessionId, openedAt } = projected;
  const events = await log.listEvents(sessionId, 0, Number.MAX_SAFE_INTEGER);
  let state = emptyState({
    ...{ sessionId, appealId, appealNumber, citizenId, clientSessionId, openedAt },
  });
  const steps: { event: SessionEvent; before: ChatSessionState; after: ChatSessionState }[] = [];
  for (const event of events) {
    const after = fold(state, event);
    steps.push({ event, before: state, after });
    state = after;
  }
  return { projected, state, steps };
};

export type Replayed = Awaited<ReturnType<typeof replay>>;
